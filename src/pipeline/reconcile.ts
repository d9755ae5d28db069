import { priorities } from '../store/checks.ts'
import { foldTallies } from '../store/tallies.ts'
import { listForgottenHosts } from '../store/waiting-checks.ts'
import type { Pipeline } from './context.ts'

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
  await wake.runHosts(
    lost.map(({ host, priority }) => ({
      host,
      key,
      urgency: priority === priorities.asked ? 'asked' : 'routine',
    })),
  )
  await wake.deliverAlerts()
  await foldTallies(db)
  return lost.length
}
