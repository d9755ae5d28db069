import { flappingSettlesMs, flappingWindowMs, tellingOf } from '../domain/flapping.ts'
import type { Database } from '../store/database.ts'
import { countBreaks, holdBack, listUntold, releaseLasting } from '../store/flapping.ts'
import type { Pipeline } from './context.ts'

/**
 * Holds back news that only says that contacts which come and go are gone once more. A host's incident is told
 * if one of its contacts is not such.
 */
export async function withholdFlapping(
  tx: Database,
  recipientId: number,
  { now, timeScale }: { now: Date; timeScale: number },
): Promise<void> {
  const untold = await listUntold(tx, recipientId, new Date(now.getTime() - flappingSettlesMs / timeScale))
  const counted = await countBreaks(tx, untold, new Date(now.getTime() - flappingWindowMs / timeScale))
  const isNews = new Set(
    counted.filter(({ breaks }) => tellingOf(breaks) !== 'if-it-lasts').map(({ incidentId }) => incidentId),
  )
  const held = new Set(counted.map(({ incidentId }) => incidentId).filter((id) => !isNews.has(id)))
  await holdBack(tx, recipientId, [...held])
}

/** Tells of flapping contacts that did not come back this time: nothing that lasts stays untold. */
export async function tellWhatLasts({ db, now, timeScale }: Pick<Pipeline, 'db' | 'now' | 'timeScale'>) {
  const at = now()
  return releaseLasting(db, new Date(at.getTime() - flappingSettlesMs / timeScale), at)
}

/** Whether all contacts of an incident come and go. */
export async function isFlapping(
  { db, now, timeScale }: Pick<Pipeline, 'db' | 'now' | 'timeScale'>,
  incidentId: number,
): Promise<boolean> {
  const counted = await countBreaks(
    db,
    [incidentId],
    new Date(now().getTime() - flappingWindowMs / timeScale),
  )
  return counted.length > 0 && counted.every(({ breaks }) => tellingOf(breaks) !== 'as-usual')
}
