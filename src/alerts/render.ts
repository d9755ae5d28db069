import type { Alert, Message } from './alert.ts'
import { composeLetter, type ReasonTexts } from './compose-letter.ts'
import type { Language } from './moments.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

/** For whom a message is written, and under which name it goes out. */
export interface RenderOptions {
  language: Language
  to: string
  /** Local part of the Message-ID, the same on every attempt. */
  messageId: string
  /** Local part of the Message-ID that opened the thread; null when this one does. */
  threadId: string | null
  reasonText: ReasonTexts
}

/** Writes the message that one recipient gets of an alert. Pure: the same alert gives the same message. */
export function renderAlert(alert: Alert, options: RenderOptions): Message {
  const { language, to, messageId, threadId, reasonText } = options
  const letter = composeLetter(alert, language, to, reasonText)
  return {
    messageId,
    threadId,
    to,
    subject: letter.subject,
    text: renderText(letter),
    html: renderHtml(letter),
    // For the reader's own filters.
    headers: { 'X-Stillthere-Incident': String(alert.incidentId), 'X-Stillthere-State': letter.state },
  }
}
