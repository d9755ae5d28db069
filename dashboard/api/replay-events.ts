import type { Pipeline } from '../../src/pipeline/context.ts'
import {
  listChangedSince,
  listFinishedSince,
  maxMissed,
  readChangedAt,
  readFinishedAt,
} from '../../src/store/missed-events.ts'
import type { DashboardEvent } from '../deps.ts'

/** An event as it stands in the stream. */
export interface ToldEvent {
  id?: string
  event: string
  data: string
}

/** What the API tells; deeds are for pages alone. */
type PublicEvent = Exclude<DashboardEvent, { type: 'edited' }>

/**
 * Ids are numbers of checks, with an `s` where the event is the change of status that followed; a change that no
 * check made has a `c` and its own number.
 */
export function tellEvent(event: PublicEvent): ToldEvent {
  const id = idOf(event)
  if (event.type === 'check-finished') {
    const { type, ...data } = event
    return { ...(id && { id }), event: type, data: JSON.stringify(data) }
  }
  const { type, changeId: _, ...data } = event
  return { ...(id && { id }), event: type, data: JSON.stringify(data) }
}

function idOf(event: PublicEvent): string | null {
  if (event.type === 'check-finished') return `${event.checkId}`
  if (event.checkId !== undefined) return `${event.checkId}s`
  return event.changeId === undefined ? null : `c${event.changeId}`
}

/** A moment is written down before its transaction is committed: what came later may be dated a little earlier. */
const overlapMs = 2_000

/**
 * What a listener missed since `Last-Event-ID`, from the database, oldest first; `null` where nobody can say, or
 * where it is more than is told again. Events of the two seconds before may come twice, with the same ids.
 */
export async function replayEvents({ db }: Pipeline, lastEventId: string): Promise<ToldEvent[] | null> {
  const [, check, change] = /^(?:(\d{1,15})s?|c(\d{1,15}))$/.exec(lastEventId) ?? []
  const heardAt =
    change !== undefined
      ? await readChangedAt(db, Number(change))
      : check !== undefined
        ? await readFinishedAt(db, Number(check))
        : null
  if (heardAt === null) return null
  const since = new Date(heardAt.getTime() - overlapMs)
  const [finished, changed] = await Promise.all([listFinishedSince(db, since), listChangedSince(db, since)])
  if (finished.length + changed.length > maxMissed) return null
  const missed: { at: number; event: PublicEvent }[] = []
  for (const { at: moment, checkId, contactId, verdict, from, to } of finished) {
    const at = moment.getTime()
    missed.push({ at, event: { type: 'check-finished', checkId, contactId, verdict: verdict ?? 'unknown' } })
    if (contactId !== null && from !== null && to !== null)
      missed.push({ at, event: { type: 'status-changed', checkId, contactId, from, to } })
  }
  for (const { at, ...change } of changed)
    missed.push({ at: at.getTime(), event: { type: 'status-changed', ...change } })
  const heard = new Set([lastEventId, lastEventId.replace(/s$/, '')])
  return missed
    .sort((one, other) => one.at - other.at)
    .map(({ event }) => tellEvent(event))
    .filter(({ id }) => !heard.has(id ?? ''))
}
