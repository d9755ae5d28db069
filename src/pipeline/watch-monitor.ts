import type { MonitorTrouble } from '../alerts/words-frame.ts'
import type { Database } from '../store/database.ts'
import { listProcesses, note, recall } from '../store/monitor.ts'
import { oweLetter } from '../store/owe-alerts.ts'
import { listRecipients } from '../store/recipients.ts'
import { oldestWaitingCheckAt } from '../store/waiting-checks.ts'
import type { DeliveryPipeline } from './deliver-alerts.ts'

const minuteMs = 60_000
/** Shorter troubles are everyday life. */
const offlineAfterMs = 10 * minuteMs
const lagAfterMs = 60 * minuteMs
const silentAfterMs = 10 * minuteMs

type Seen = Record<Exclude<MonitorTrouble, 'channel'>, { sinceAt: Date; detail: string | null } | null>

/**
 * Looks after the monitor itself and owes a letter where a trouble begins and where it ends. Real time, whatever
 * the scale: networks and processes do not run faster.
 * @param startedAt a monitor that has just begun has nothing to compare with.
 */
export async function watchMonitor(pipeline: DeliveryPipeline, startedAt: Date): Promise<void> {
  const { db, now } = pipeline
  const at = now()
  const seen = await lookAround(db, at, startedAt)
  for (const [trouble, found] of Object.entries(seen)) {
    await db.transaction().execute((tx) => tell(tx, trouble as keyof Seen, found, at))
  }
}

async function lookAround(db: Database, now: Date, startedAt: Date): Promise<Seen> {
  const [online, waitingSinceAt, processes] = await Promise.all([
    recall(db, 'online'),
    oldestWaitingCheckAt(db, now),
    listProcesses(db, new Date(now.getTime() - silentAfterMs)),
  ])
  const isOlder = (since: Date, ms: number) => now.getTime() - since.getTime() >= ms
  const offlineAt = online && !online.value.online ? new Date(online.value.since) : null
  const checks = processes.some(({ roles }) => roles.includes('checker'))
  const heldSince = processes.flatMap(({ heldSince }) => heldSince ?? []).sort()[0]
  const isOffline = offlineAt !== null && isOlder(offlineAt, offlineAfterMs)
  return {
    offline: isOffline ? { sinceAt: offlineAt, detail: null } : null,
    // While we are offline checks wait on purpose.
    lagging:
      waitingSinceAt && !offlineAt && isOlder(waitingSinceAt, lagAfterMs)
        ? { sinceAt: waitingSinceAt, detail: `oldest waiting check: ${waitingSinceAt.toISOString()}` }
        : null,
    'run-fails': heldSince ? { sinceAt: new Date(heldSince), detail: null } : null,
    'no-checker':
      !checks && isOlder(startedAt, silentAfterMs)
        ? { sinceAt: new Date(now.getTime() - silentAfterMs), detail: null }
        : null,
  }
}

async function tell(tx: Database, trouble: keyof Seen, found: Seen[keyof Seen], now: Date): Promise<void> {
  const before = await recall(tx, `trouble:${trouble}`)
  const since = before?.value.since ?? null
  if ((since !== null) === (found !== null)) return
  const began = found?.sinceAt.toISOString() ?? since
  if (began === null) return
  await note(tx, `trouble:${trouble}`, { since: found ? began : null }, now)
  for (const recipient of await listRecipients(tx, { active: true })) {
    if (!recipient.settings.wants.monitor) continue
    const occasion = `monitor:${trouble}:${began}`
    const answers = found ? null : await messageIdOf(tx, occasion, recipient.id)
    // Nobody is told the end of what they did not hear of.
    if (!found && answers === null) continue
    const about = { trouble, since: began, detail: found?.detail ?? null }
    await oweLetter(
      tx,
      {
        ...{ recipientId: recipient.id, topic: 'monitor' },
        occasion: found ? occasion : `${occasion}:over`,
        about: found ? about : { ...about, ended: now.toISOString(), answers },
      },
      now,
    )
  }
}

async function messageIdOf(tx: Database, occasion: string, recipientId: number): Promise<string | null> {
  const row = await tx
    .selectFrom('alerts')
    .select('message_id')
    .where('occasion', '=', occasion)
    .where('recipient_id', '=', recipientId)
    .where('state', '<>', 'withheld')
    .executeTakeFirst()
  return row?.message_id ?? null
}
