import { houseKey } from '../store/house-keys.ts'
import { readIncident } from '../store/incidents.ts'
import { readRecipient, resumeRecipient, stopRecipient } from '../store/recipients.ts'
import { attestContact } from './attest-contact.ts'
import { changeMany } from './change-many.ts'
import type { Pipeline } from './context.ts'
import { giveBackIncident } from './give-back-incident.ts'
import { type MailAction, type MailLink, type ReadLink, readLink } from './mail-links.ts'
import { requestRecheck } from './request-recheck.ts'
import { acknowledgeIncident } from './take-incident.ts'

const muteMs = 7 * 86_400_000

/** Reads a link of a mail with the key of this installation. */
export async function openMailLink(
  { db, now }: Pick<Pipeline, 'db' | 'now'>,
  token: string,
): Promise<ReadLink> {
  const at = now()
  return readLink(await houseKey(db, 'mail-links', at), token, at)
}

/** What a page needs to say what its button will do. */
export interface ActionScene {
  action: MailAction
  /** Address of the recipient whose link this is: who will have done it. */
  by: string
  incidentId: number
  contacts: { id: string; label: { ru: string; en: string }; value: string | null }[]
  /** It is done already, so that only undoing is left. */
  isDone: boolean
  canUndo: boolean
}

/** What the page shows; null: the incident or the recipient is gone. */
export async function readActionScene(
  { db, now }: Pick<Pipeline, 'db' | 'now'>,
  link: Extract<MailLink, { deed: 'act' }>,
): Promise<ActionScene | null> {
  const [incident, recipient] = await Promise.all([
    readIncident(db, link.incidentId),
    readRecipient(db, link.recipientId),
  ])
  if (!incident || !recipient) return null
  const open = incident.contacts.filter(({ recoveredAt }) => recoveredAt === null)
  const muted = open.filter(({ mutedUntil }) => mutedUntil !== null && mutedUntil > now())
  const isDone = {
    acknowledge: incident.acknowledgedAt !== null,
    recheck: false,
    works: open.length === 0,
    mute: open.length > 0 && muted.length === open.length,
  }[link.action]
  return {
    ...{ action: link.action, by: recipient.address, incidentId: link.incidentId, isDone },
    contacts: incident.contacts.map(({ id, label, value }) => ({ id, label, value })),
    canUndo: link.action === 'acknowledge' || link.action === 'mute',
  }
}

/** Does what a link stands for, on the contacts of its incident that are still broken. Twice is once. */
export async function actFromMail(
  pipeline: Pipeline,
  link: Extract<MailLink, { deed: 'act' }>,
  { undo }: { undo: boolean },
): Promise<'done' | 'gone'> {
  const incident = await readIncident(pipeline.db, link.incidentId)
  const scene = await readActionScene(pipeline, link)
  if (!incident || !scene) return 'gone'
  const { by } = scene
  const open = incident.contacts.filter(({ recoveredAt }) => recoveredAt === null).map(({ id }) => id)
  switch (link.action) {
    case 'acknowledge':
      if (undo) await giveBackIncident(pipeline, link.incidentId, by)
      else if (!scene.isDone) await acknowledgeIncident(pipeline, link.incidentId, by)
      break
    case 'mute': {
      const until = new Date(pipeline.now().getTime() + muteMs / pipeline.timeScale)
      if (undo) await changeMany(pipeline, open, { verb: 'unmute' }, { by })
      else if (!scene.isDone)
        await changeMany(pipeline, open, { verb: 'mute', until, reason: 'by a link in a mail' }, { by })
      break
    }
    case 'recheck':
      await requestRecheck(pipeline, open, { by })
      break
    case 'works':
      for (const id of open) await attestContact(pipeline, id, { says: 'works', how: 'mail', note: '', by })
      break
  }
  return 'done'
}

/** Stops a recipient's mails by the link in one of them, or lets them come again. Twice is once. */
export async function unsubscribe(
  { db, now }: Pick<Pipeline, 'db' | 'now'>,
  recipientId: number,
  { undo }: { undo: boolean },
): Promise<'done' | 'gone'> {
  const recipient = await readRecipient(db, recipientId)
  if (!recipient) return 'gone'
  if (!undo) await stopRecipient(db, recipientId, 'reader')
  // Whom an administrator stopped, an old mail does not bring back.
  else if (recipient.stoppedBy === 'reader') await resumeRecipient(db, recipientId, now())
  return 'done'
}
