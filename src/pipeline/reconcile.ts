import { priorities } from '../store/checks.ts'
import { foldTallies } from '../store/tallies.ts'
import { listForgottenHosts } from '../store/waiting-checks.ts'
import type { Pipeline } from './context.ts'
import { groupWishes } from './group-wishes.ts'

/** A check that nobody took for this long was lost by the queue. */
const lostAfterMs = 20_000

/**
 * Finds in Postgres what a flushed, dead or restarted queue lost, and wishes for it again; sums the counts up.
 * @returns how many hosts were found.
 */
export async function reconcile({ db, wake, now, log }: Pipeline): Promise<number> {
  const at = now()
  const lost = await listForgottenHosts(db, new Date(at.getTime() - lostAfterMs), at)
  if (lost.length > 0) log.info({ hosts: lost.length }, 'checks that no worker had were queued again')
  const key = `again-${Math.floor(at.getTime() / lostAfterMs)}`
  const asked = lost.filter(({ priority }) => priority === priorities.asked)
  const routine = lost.filter(({ priority }) => priority !== priorities.asked)
  await wake.runHosts([
    ...asked.map(({ host }) => ({ hosts: [host], key, urgency: 'asked' as const })),
    ...groupWishes(routine.map(({ host }) => ({ host, key }))),
  ])
  await wake.deliverAlerts()
  await foldTallies(db)
  return lost.length
}
