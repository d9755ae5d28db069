import type { Pipeline } from '../src/pipeline/context.ts'
import { listProcesses, recall } from '../src/store/monitor.ts'

/** Something about the monitor itself that a reader must know before believing the page. */
export type Banner = { about: 'fast'; times: number } | { about: 'offline' | 'run-fails' | 'no-workers' }

/** A process that said nothing for this long counts as gone. */
export const silentAfterMs = 120_000

/** Banners that hold now. */
export async function readBanners({ db, timeScale }: Pipeline, now: Date): Promise<Banner[]> {
  const [online, processes] = await Promise.all([
    recall(db, 'online'),
    listProcesses(db, new Date(now.getTime() - silentAfterMs)),
  ])
  const banners: Banner[] = []
  if (online && !online.value.online) banners.push({ about: 'offline' })
  if (processes.some(({ heldSince }) => heldSince)) banners.push({ about: 'run-fails' })
  if (processes.length === 0) banners.push({ about: 'no-workers' })
  if (timeScale > 1) banners.push({ about: 'fast', times: timeScale })
  return banners
}
