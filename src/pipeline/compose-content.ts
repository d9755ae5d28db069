import type { Alert } from '../alerts/alert.ts'
import type { LetterLinks } from '../alerts/compose-letter.ts'
import type { Notice } from '../alerts/notice.ts'
import type { Content } from '../alerts/render.ts'
import type { MonitorTrouble } from '../alerts/words-frame.ts'
import type { Edge } from '../domain/incident.ts'
import { type ClaimedAlert, listAlerts } from '../store/alerts.ts'
import { houseKey } from '../store/house-keys.ts'
import { composeAlert } from './compose-alert.ts'
import { composeCarried, composePeopleTasks, composeReminder } from './compose-roundup.ts'
import type { Pipeline } from './context.ts'
import { actionLinkMs, mailActions, signLink } from './mail-links.ts'
import { isFlapping } from './withhold-flapping.ts'

/** What writing a letter needs of the pipeline. */
export type Composing = Pick<Pipeline, 'db' | 'now' | 'timeScale'> & {
  kinds: Pick<Pipeline['kinds'], 'reasonText'>
  /** What was gathered for other readers in the same round. */
  gathered?: Map<string, Promise<Alert | null>>
}

/** A letter's content with its place in a thread; null: what it was about is gone. */
export interface Composed {
  content: Content
  thread: string[]
}

/** Gathers what a claimed letter tells, as things stand when it is sent. */
export async function composeContent(
  pipeline: Composing,
  letter: ClaimedAlert,
  publicUrl: string,
): Promise<Composed | null> {
  const { topic } = letter
  switch (topic) {
    case 'opened':
    case 'resolved':
    case 'escalated':
      return composeOfIncident(pipeline, { ...letter, topic }, publicUrl)
    case 'group':
    case 'digest':
      return asRoundup(topic, await composeCarried(pipeline, { id: letter.id, topic }, publicUrl))
    case 'reminder':
      return asRoundup(topic, await composeReminder(pipeline, letter.settings, publicUrl))
    case 'people':
      return asRoundup(topic, await composePeopleTasks(pipeline, letter.settings, publicUrl))
    case 'monitor':
    case 'test':
      return {
        content: { type: 'notice', topic, notice: noticeOf(letter, publicUrl) },
        thread: threadOf(letter),
      }
  }
}

async function composeOfIncident(
  pipeline: Composing,
  letter: ClaimedAlert & { topic: 'opened' | 'resolved' | 'escalated' },
  publicUrl: string,
): Promise<Composed | null> {
  const { db, now } = pipeline
  const { incidentId, recipientId, topic } = letter
  if (incidentId === null) return null
  const known = topic === 'opened' ? [] : await listAlerts(db, incidentId)
  const earlier = known.filter(
    (alert) => alert.recipientId === recipientId && alert.id !== letter.id && alert.state === 'sent',
  )
  const opening = earlier.find(({ edge }) => edge === 'opened' || edge === 'escalated')
  const knownAt = topic === 'resolved' ? (opening?.sentAt ?? null) : null
  const edge = topic === 'resolved' ? 'resolved' : 'opened'
  const alert = await gather(pipeline, incidentId, edge, publicUrl, knownAt)
  if (!alert) return null
  const escalated = topic === 'escalated' && { escalatedAfterMs: now().getTime() - alert.openedAt.getTime() }
  const comesAndGoes = topic === 'opened' && (await isFlapping(pipeline, incidentId))
  return {
    content: { type: 'incident', topic, alert: { ...alert, ...escalated, comesAndGoes } },
    thread: [...new Set(earlier.map((told) => told.carrierMessageId ?? told.messageId))],
  }
}

function gather(
  { db, gathered }: Composing,
  incidentId: number,
  edge: Edge,
  publicUrl: string,
  knownAt: Date | null,
): Promise<Alert | null> {
  const key = `${incidentId} ${edge} ${knownAt?.getTime()}`
  const alert = gathered?.get(key) ?? composeAlert(db, incidentId, edge, publicUrl, knownAt)
  gathered?.set(key, alert)
  return alert
}

function asRoundup(topic: ClaimedAlert['topic'], roundup: Awaited<ReturnType<typeof composeReminder>>) {
  return roundup && { content: { type: 'roundup' as const, topic, roundup }, thread: [] }
}

const troubles: readonly MonitorTrouble[] = ['offline', 'run-fails', 'lagging', 'no-checker', 'channel']

function noticeOf({ topic, about }: ClaimedAlert, publicUrl: string): Notice {
  const pageUrl = `${publicUrl}/system`
  if (topic === 'test') return { topic, pageUrl: `${publicUrl}/settings/alerts` }
  const text = (key: string) => (typeof about?.[key] === 'string' ? about[key] : null)
  return {
    topic: 'monitor',
    trouble: troubles.find((known) => known === about?.trouble) ?? 'lagging',
    sinceAt: new Date(text('since') ?? 0),
    endedAt: text('ended') ? new Date(text('ended') ?? 0) : null,
    detail: text('detail'),
    pageUrl,
  }
}

/** The end of a trouble answers its beginning. */
function threadOf({ about }: ClaimedAlert): string[] {
  return typeof about?.answers === 'string' ? [about.answers] : []
}

/** Addresses that only this recipient's letter bears. They expire by the letter's age, so that a repeat is the same. */
export async function linksOf(
  { db, now }: Composing,
  letter: ClaimedAlert,
  publicUrl: string,
): Promise<LetterLinks> {
  const key = await houseKey(db, 'mail-links', now())
  const { recipientId, incidentId, topic } = letter
  const expiresAt = new Date(letter.wantedAt.getTime() + actionLinkMs)
  const offers = incidentId !== null && topic !== 'resolved' ? mailActions : []
  return {
    unsubscribeUrl: `${publicUrl}/unsubscribe/${signLink(key, { deed: 'unsubscribe', recipientId })}`,
    quick: offers.map((action) => ({
      action,
      url: `${publicUrl}/act/${signLink(key, { deed: 'act', action, incidentId: incidentId ?? 0, recipientId, expiresAt })}`,
    })),
  }
}
