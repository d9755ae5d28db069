import type { Pipeline } from '../../src/pipeline/context.ts'
import { listMissed } from '../../src/store/missed-events.ts'
import type { DashboardEvent } from '../deps.ts'

/** An event as the stream writes it. `id` names its check, and `s` the change of status that follows from it. */
export interface ToldEvent {
  id?: string
  event: string
  data: string
}

/** How the stream writes an event. Changes that persons made have no check, and no id to go on from. */
export function tellEvent({ type, ...data }: DashboardEvent): ToldEvent {
  const { checkId } = data
  const id = checkId === undefined ? null : type === 'check-finished' ? `${checkId}` : `${checkId}s`
  return { ...(id && { id }), event: type, data: JSON.stringify(data) }
}

/**
 * What a listener missed since `Last-Event-ID`, from the database, oldest first; `null` where nobody can say.
 * Events of the same millisecond may come twice, never not at all.
 */
export async function replayEvents({ db }: Pipeline, lastEventId: string): Promise<ToldEvent[] | null> {
  const [, digits = '', wasChange] = /^(\d{1,15})(s?)$/.exec(lastEventId) ?? []
  if (digits === '') return null
  const missed = await listMissed(db, Number(digits))
  if (missed === null) return null
  return missed.flatMap(({ checkId, contactId, verdict, from, to }) => {
    const isLast = checkId === Number(digits)
    const told: ToldEvent[] = []
    if (!isLast)
      told.push(tellEvent({ type: 'check-finished', checkId, contactId, verdict: verdict ?? 'unknown' }))
    if (contactId !== null && from !== null && to !== null && !(isLast && wasChange === 's'))
      told.push(tellEvent({ type: 'status-changed', checkId, contactId, from, to }))
    return told
  })
}
