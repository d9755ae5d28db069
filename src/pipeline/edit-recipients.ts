import { addressRules } from '../alerts/addresses.ts'
import { newWebhookSecret } from '../alerts/standard-webhook.ts'
import { addAudit } from '../store/audit.ts'
import { oweLetter } from '../store/owe-alerts.ts'
import {
  addRecipient,
  type Recipient,
  readRecipient,
  readSecrets,
  resumeRecipient,
  saveRecipient,
  saveSecrets,
  stopRecipient,
} from '../store/recipients.ts'
import type { Pipeline } from './context.ts'

type Editing = Pick<Pipeline, 'db' | 'now'>

/** Names of the ways to reach somebody. */
export const channelNames = Object.keys(addressRules)

export type AddedRecipient =
  /** `secret` is shown once; null where the channel signs nothing. */
  { ok: true; id: number; secret: string | null } | { ok: false; problem: 'channel' | 'address' }

/** Adds somebody who hears of what comes from now on. */
export async function openRecipient(
  { db, now }: Editing,
  wish: Pick<Recipient, 'channel' | 'address' | 'language'>,
  by: string,
): Promise<AddedRecipient> {
  const isRight = addressRules[wish.channel]
  if (!isRight || !Object.hasOwn(addressRules, wish.channel)) return { ok: false, problem: 'channel' }
  if (!isRight(wish.address)) return { ok: false, problem: 'address' }
  const at = now()
  const secret = wish.channel === 'webhook' ? newWebhookSecret() : null
  const id = await addRecipient(db, wish, at)
  if (secret) await saveSecrets(db, id, [secret])
  await addAudit(db, {
    at,
    actor: by,
    action: 'add-recipient',
    subject: `recipient:${id}`,
    before: null,
    after: wish,
  })
  return { ok: true, id, secret }
}

/** Rewrites what a recipient wants. */
export async function editRecipient(
  { db, now }: Editing,
  id: number,
  { language, settings }: Pick<Recipient, 'language' | 'settings'>,
  by: string,
): Promise<void> {
  const before = await readRecipient(db, id)
  if (!before) return
  await saveRecipient(db, id, { language, settings })
  await addAudit(db, {
    ...{ at: now(), actor: by, action: 'edit-recipient', subject: `recipient:${id}` },
    before: { language: before.language, settings: before.settings },
    after: { language, settings },
  })
}

/** Stops a recipient, or lets it hear again from now on. */
export async function switchRecipient(
  { db, now }: Editing,
  id: number,
  on: boolean,
  by: string,
): Promise<void> {
  const at = now()
  if (on) await resumeRecipient(db, id, at)
  else await stopRecipient(db, id, by)
  const action = on ? 'resume-recipient' : 'stop-recipient'
  await addAudit(db, { at, actor: by, action, subject: `recipient:${id}`, before: null, after: null })
}

/** A new signing secret beside the last one, so that the receiver can change over without a gap. */
export async function rotateSecret({ db, now }: Editing, id: number, by: string): Promise<string> {
  const [last] = await readSecrets(db, id)
  const secret = newWebhookSecret()
  await saveSecrets(db, id, last ? [secret, last] : [secret])
  const subject = `recipient:${id}`
  await addAudit(db, { at: now(), actor: by, action: 'rotate-secret', subject, before: null, after: null })
  return secret
}

/** Queues a test; its answer appears among the recipient's deliveries. */
export async function sendTest(
  { db, now, wake }: Pick<Pipeline, 'db' | 'now' | 'wake'>,
  id: number,
): Promise<void> {
  const at = now()
  await oweLetter(db, { recipientId: id, topic: 'test', occasion: `test:${at.getTime()}` }, at)
  await wake.deliverAlerts()
}
