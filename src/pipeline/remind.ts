import { hearsOf } from '../domain/recipient.ts'
import { weekBegan } from '../domain/tell-at.ts'
import { listHeldBack } from '../store/flapping.ts'
import { listOpenIncidents } from '../store/needs-hand.ts'
import { oweEscalated, oweLetter } from '../store/owe-alerts.ts'
import { listRecipients, type Recipient } from '../store/recipients.ts'
import { composePeopleTasks, composeReminder } from './compose-roundup.ts'
import type { DeliveryPipeline } from './deliver-alerts.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * Owes, once a week at the hour that each recipient chose, what is still broken and what people must verify.
 * A week that began before a recipient was added, or longer than a day ago, is not made up for. The week is
 * the calendar's, however time is scaled: a demo would send little else.
 */
export async function remind(pipeline: DeliveryPipeline, publicUrl: string): Promise<void> {
  const now = pipeline.now()
  for (const recipient of await listRecipients(pipeline.db, { active: true })) {
    const beganAt = weekBegan(recipient.settings, now)
    const isMissed = now.getTime() - beganAt.getTime() > dayMs
    if (beganAt <= recipient.addedAt || isMissed) continue
    const week = beganAt.toISOString().slice(0, 19)
    const { wants } = recipient.settings
    if (wants.reminders) await owe(pipeline, recipient, 'reminder', week, publicUrl)
    if (wants.people) await owe(pipeline, recipient, 'people', week, publicUrl)
  }
}

async function owe(
  pipeline: DeliveryPipeline,
  { id, settings }: Recipient,
  topic: 'reminder' | 'people',
  week: string,
  publicUrl: string,
): Promise<void> {
  const { db, now } = pipeline
  const occasion = `${topic}:${week}`
  const known = await db
    .selectFrom('alerts')
    .select('id')
    .where('occasion', '=', occasion)
    .where('recipient_id', '=', id)
    .executeTakeFirst()
  if (known) return
  const compose = topic === 'reminder' ? composeReminder : composePeopleTasks
  const found = await compose(pipeline, settings, publicUrl)
  // An empty week is written down too, so that what breaks later in it does not start one.
  await oweLetter(db, { recipientId: id, topic, occasion, state: found ? 'pending' : 'withheld' }, now())
}

/** Owes incidents that nobody took to those who hear of such; what was open before they were added is not told. */
export async function escalate({ db, now, timeScale }: DeliveryPipeline): Promise<number> {
  const at = now()
  const heldBack = await listHeldBack(db)
  let owed = 0
  for (const recipient of await listRecipients(db, { active: true })) {
    const { settings, addedAt } = recipient
    if (settings.escalateAfterMinutes === null) continue
    const afterMs = (settings.escalateAfterMinutes * minuteMs) / timeScale
    const open = await listOpenIncidents(db, { openedBefore: new Date(at.getTime() - afterMs), now: at })
    const mine = open.filter(
      (contact) =>
        contact.openedAt > addedAt && !heldBack.has(contact.incidentId) && hearsOf(settings, contact),
    )
    for (const id of new Set(mine.map(({ incidentId }) => incidentId))) {
      if (await oweEscalated(db, id, recipient, at)) owed += 1
    }
  }
  return owed
}
