import { tellAt } from '../domain/tell-at.ts'
import type { Database } from '../store/database.ts'
import {
  carryTogether,
  findWaitingDigest,
  joinDigest,
  listToArrange,
  lockReadersToArrange,
  type WaitingAlert,
  wantAt,
} from '../store/letters.ts'
import { readRecipient } from '../store/recipients.ts'
import type { Pipeline } from './context.ts'
import { withholdFlapping } from './withhold-flapping.ts'

/** So many incidents of one host or marketplace within the window are one piece of news. */
export const groupFrom = 5
export const groupWindowMs = 120_000
/** News that waited this long is no news any more: what gathered meanwhile is told in one digest. */
const lateAfterMs = 1_800_000
/** Below these a scaled clock would call everything late. */
const windowMinMs = 1_000
const lateMinMs = 120_000

/**
 * Decides when each new row of the outbox is wanted, and what is told together: a digest for whoever reads
 * digests or could not be reached for long, one letter for many incidents of one cause. Several processes may
 * do it at once; each recipient is arranged by one of them.
 */
export async function arrangeAlerts({
  db,
  now,
  timeScale,
}: Pick<Pipeline, 'db' | 'now' | 'timeScale'>): Promise<void> {
  const at = now()
  const lateSince = new Date(at.getTime() - Math.max(lateAfterMs / timeScale, lateMinMs))
  await db.transaction().execute(async (tx) => {
    for (const id of await lockReadersToArrange(tx, lateSince, at))
      await arrangeFor(tx, id, { now: at, lateSince, timeScale })
  })
}

interface Moment {
  now: Date
  /** What came before it is no news any more. */
  lateSince: Date
  timeScale: number
}

async function arrangeFor(
  tx: Database,
  recipientId: number,
  { now, lateSince, timeScale }: Moment,
): Promise<void> {
  const recipient = await readRecipient(tx, recipientId)
  if (!recipient) return
  await withholdFlapping(tx, recipientId, { now, timeScale })
  const windowMs = Math.max(groupWindowMs / timeScale, windowMinMs)
  const rows = await listToArrange(tx, recipientId, new Date(now.getTime() - windowMs))
  const wanted = tellAt(recipient.settings, now, timeScale)
  const fresh = rows.filter(({ wantedAt, isFree }) => wantedAt === null && isFree)
  const due = rows.filter(
    ({ isFree, wantedAt, nextTryAt }) => isFree && (wantedAt === null ? wanted : nextTryAt) <= now,
  )
  const isLate = due.length > 1 && due.some(({ createdAt }) => createdAt < lateSince)
  await wantAt(tx, idsOf(fresh), wanted > now ? wanted : null)
  const digest = due.length > 0 ? await findWaitingDigest(tx, recipientId) : null
  if (digest !== null) {
    await joinDigest(tx, digest, idsOf(due), now)
    return
  }
  if (due.length > 0 && (isLate || recipient.settings.rhythm.mode !== 'at-once')) {
    await carryTogether(tx, { recipientId, topic: 'digest', ids: idsOf(due) }, now)
    return
  }
  if (wanted > now) return
  for (const { ids, holdUntil } of findFloods(rows, now, windowMs)) {
    if (holdUntil > now) await wantAt(tx, ids, holdUntil)
    else if (ids.length > 1) await carryTogether(tx, { recipientId, topic: 'group', ids }, now)
  }
}

interface Flood {
  ids: number[]
  /** Not after `now`: it goes out. */
  holdUntil: Date
}

/**
 * Incidents of one host, else of one marketplace, that came too close together to be told one by one. The
 * first letter goes at once; what follows within the window waits for its end, so that it is one more.
 */
function findFloods(rows: readonly WaitingAlert[], now: Date, windowMs: number): Flood[] {
  const floods: Flood[] = []
  const taken = new Set<number>()
  for (const placeOf of [
    ({ host }: WaitingAlert) => host && `h:${host}`,
    ({ marketplace }: WaitingAlert) => marketplace && `m:${marketplace}`,
  ]) {
    for (const together of groupBy(rows, (row) => `${row.topic} ${placeOf(row)}`)) {
      const [sample] = together
      if (!sample || sample.topic === 'escalated' || !placeOf(sample)) continue
      const recent = together.filter(
        (row) => row.createdAt.getTime() > now.getTime() - windowMs || isHeld(row),
      )
      const free = recent.filter(({ id, isFree }) => isFree && !taken.has(id))
      // What was held back to be told together is, also if only two came after all.
      if (free.length === 0 || recent.length < (free.some(isHeld) ? 2 : groupFrom)) continue
      const told = recent.filter(({ isFree }) => !isFree)
      const first = Math.min(...recent.map(({ createdAt }) => createdAt.getTime()))
      const holdUntil = told.length === 0 ? now : new Date(Math.max(first + windowMs, now.getTime()))
      for (const { id } of free) taken.add(id)
      floods.push({ ids: idsOf(free), holdUntil })
    }
  }
  return floods
}

function isHeld({ isFree, createdAt, wantedAt, nextTryAt }: WaitingAlert): boolean {
  return (
    isFree &&
    wantedAt !== null &&
    wantedAt.getTime() > createdAt.getTime() &&
    nextTryAt.getTime() === wantedAt.getTime()
  )
}

function idsOf(rows: readonly WaitingAlert[]): number[] {
  return rows.map(({ id }) => id)
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}
