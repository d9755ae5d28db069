import type { FarmCount, FarmOrder } from './farm.ts'
import type { Bench } from './measure-ours.ts'
import type { PeerTask } from './peer.ts'
import { cpuMs, memoryMb, startScript } from './processes.ts'
import { pageUrl } from './seed-contacts.ts'

/** What a run of another program came to. */
export interface PeerFigures {
  checksPerSecond: number
  cpuMs: number
  peakMb: number
  /** Pages that it found well; all of them are, so with fewer it did not do its work. */
  well: number
  requests: number
}

/** Lets another program look at the same pages of the same farm. */
export async function measurePeer(
  { farm }: Bench,
  { peer, atOnce }: { peer: string; atOnce: number | null },
  about: { contacts: number; hosts: number },
): Promise<PeerFigures> {
  const { port } = farm.hello
  const urls = Array.from({ length: about.contacts }, (_, n) => pageUrl(n, { hosts: about.hosts, port }))
  const script = await startScript('peer', null)
  script.send({ peer, urls, atOnce } satisfies PeerTask)
  // Loading its packages is not what is measured.
  await script.next()
  const before = cpuMs(script.pid)
  const startedAt = performance.now()
  script.send('go')
  const { well } = await script.next<{ well: number }>()
  const seconds = (performance.now() - startedAt) / 1000
  const figures = {
    checksPerSecond: about.contacts / seconds,
    cpuMs: (cpuMs(script.pid) - before) / about.contacts,
    peakMb: memoryMb(script.pid).peak,
    well,
  }
  await script.stop()
  farm.send('count' satisfies FarmOrder)
  const { requests } = await farm.next<FarmCount>()
  return { ...figures, requests }
}
