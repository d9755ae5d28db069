import type { Message } from '../alerts/alert.ts'
import { renderMessage } from '../alerts/render.ts'
import type { ClaimedAlert } from '../store/alerts.ts'
import { listIncidents } from '../store/incidents.ts'
import { readRecipient } from '../store/recipients.ts'
import { type Composing, composeContent } from './compose-content.ts'

/** The mail that a recipient would get of the newest incident, with links that do nothing; null: there is none. */
export async function previewMail(
  pipeline: Composing,
  recipientId: number,
  publicUrl: string,
): Promise<Pick<Message, 'subject' | 'text' | 'html'> | null> {
  const recipient = await readRecipient(pipeline.db, recipientId)
  const [incident] = await listIncidents(pipeline.db, { open: false, limit: 1 })
  if (!recipient || !incident) return null
  const now = pipeline.now()
  const letter: ClaimedAlert = {
    ...{ id: 0, incidentId: incident.id, topic: 'opened', about: null, recipientId, attempts: 0 },
    ...{ channel: recipient.channel, address: recipient.address, language: recipient.language },
    ...{ settings: recipient.settings, secrets: [], messageId: 'preview', createdAt: now, wantedAt: now },
  }
  const composed = await composeContent(pipeline, letter, publicUrl)
  return (
    composed &&
    renderMessage(composed.content, {
      language: recipient.language === 'en' ? 'en' : 'ru',
      ...{ to: recipient.address, messageId: letter.messageId, thread: [] },
      reasonText: (code) => pipeline.kinds.reasonText(code),
      links: {
        unsubscribeUrl: publicUrl,
        quick: (['acknowledge', 'recheck', 'works', 'mute'] as const).map((action) => ({
          action,
          url: publicUrl,
        })),
      },
    })
  )
}
