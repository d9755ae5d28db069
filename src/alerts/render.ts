import type { Topic } from '../domain/alert.ts'
import type { Alert, AlertedContact, Message } from './alert.ts'
import { composeLetter, type LetterLinks, noLinks, type ReasonTexts } from './compose-letter.ts'
import type { Letter } from './letter.ts'
import type { Language } from './moments.ts'
import { composeNotice, type Notice } from './notice.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'
import { composeRoundup, type Roundup } from './roundup.ts'

/** For whom a message is written, and under which name it goes out. */
export interface RenderOptions {
  language: Language
  to: string
  /** Local part of the Message-ID, the same on every attempt. */
  messageId: string
  /** Local parts of the Message-IDs before it in the thread, the root first; empty when this one opens it. */
  thread: readonly string[]
  reasonText: ReasonTexts
  links?: LetterLinks
}

/** Everything that a letter can be about. */
export type Content =
  | { type: 'incident'; topic: Topic; alert: Alert }
  | { type: 'roundup'; topic: Topic; roundup: Roundup }
  | { type: 'notice'; topic: Topic; notice: Notice }

/** Writes the message that one recipient gets. Pure: the same content gives the same message. */
export function renderMessage(content: Content, options: RenderOptions): Message {
  const { messageId, thread, to, links = noLinks } = options
  const letter = letterOf(content, options)
  return {
    ...{ messageId, thread, to },
    subject: letter.subject,
    text: renderText(letter),
    html: renderHtml(letter),
    brief: briefOf(letter),
    event: { type: eventTypeOf(content), data: { subject: letter.subject, ...dataOf(content) } },
    headers: headersOf(content, letter),
    unsubscribeUrl: links.unsubscribeUrl,
    list: `${content.topic}.alerts`,
  }
}

/** Writes the message about one edge of one incident. */
export function renderAlert(alert: Alert, options: RenderOptions): Message {
  const topic = alert.escalatedAfterMs === undefined ? alert.edge : 'escalated'
  return renderMessage({ type: 'incident', topic, alert }, options)
}

function letterOf(content: Content, options: RenderOptions): Letter {
  const { language, to, reasonText, links = noLinks } = options
  switch (content.type) {
    case 'incident':
      return composeLetter(content.alert, language, to, reasonText, links)
    case 'roundup':
      return composeRoundup(content.roundup, language, to, reasonText, links)
    case 'notice':
      return composeNotice(content.notice, language, to, links)
  }
}

/** For the reader's own filters. */
function headersOf(content: Content, letter: Letter): Record<string, string> {
  const common = { 'X-Stillthere-State': letter.tone, 'X-Stillthere-Topic': content.topic }
  return content.type === 'incident'
    ? { 'X-Stillthere-Incident': String(content.alert.incidentId), ...common }
    : common
}

/** A few lines for a chat: subject, what happened, the value, where to go on. */
function briefOf(letter: Letter): string {
  const value = letter.blocks.find((block) => block.type === 'value')
  const list = letter.blocks.flatMap((block) => (block.type === 'list' ? block.lines : [])).slice(0, 10)
  const body = value ? [value.text] : list.map(({ text }) => `• ${text}`)
  return [letter.subject, letter.lead, ...body, ...letter.actions.map(({ url }) => url)].join('\n')
}

function eventTypeOf({ type, topic }: Content): string {
  return type === 'incident' ? `incident.${topic}` : topic
}

function dataOf(content: Content): Record<string, unknown> {
  switch (content.type) {
    case 'incident': {
      const { incidentId, openedAt, resolvedAt, incidentUrl, host, contacts } = content.alert
      return {
        incident: { id: incidentId, openedAt, resolvedAt, host: host ?? null, url: incidentUrl },
        contacts: contacts.map(contactData),
      }
    }
    case 'roundup': {
      const { count, items, listUrl } = content.roundup
      return {
        count,
        url: listUrl,
        contacts: items.map(({ part, contact }) => ({ part, ...contactData(contact) })),
      }
    }
    case 'notice':
      return { ...content.notice }
  }
}

function contactData({
  id,
  kind,
  label,
  value,
  status,
  code,
  failingSinceAt,
  recoveredAt,
  pageUrl,
}: AlertedContact) {
  return { id, kind, label, value, status, code, failingSinceAt, recoveredAt, url: pageUrl }
}
