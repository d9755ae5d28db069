import type { Metrics } from '../src/metrics.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { countPendingAlerts } from '../src/store/alerts.ts'
import { recall } from '../src/store/monitor.ts'
import { countContacts } from '../src/store/tallies.ts'
import { oldestWaitingCheckAt } from '../src/store/waiting-checks.ts'

/** Reads what is counted in Postgres into the gauges, when somebody asks for the metrics. */
export async function readGauges({ db, now }: Pipeline, metrics: Metrics): Promise<void> {
  const at = now()
  const [counts, alerts, waitingSinceAt, online] = await Promise.all([
    countContacts(db),
    countPendingAlerts(db),
    oldestWaitingCheckAt(db, at),
    recall(db, 'online'),
  ])
  metrics.contacts.reset()
  for (const { status, contacts } of counts) metrics.contacts.inc({ status }, contacts)
  metrics.pendingAlerts.set(alerts.pending)
  metrics.oldestAlertSeconds.set(secondsSince(alerts.oldestAt, at))
  metrics.dueLagSeconds.set(secondsSince(waitingSinceAt, at))
  metrics.online.set(online?.value.online === false ? 0 : 1)
}

function secondsSince(at: Date | null, now: Date): number {
  return at ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0
}
