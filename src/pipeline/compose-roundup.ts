import type { Alert, AlertedContact } from '../alerts/alert.ts'
import type { Part, Roundup, RoundupItem } from '../alerts/roundup.ts'
import type { RecipientSettings } from '../domain/recipient.ts'
import { hearsOf } from '../domain/recipient.ts'
import type { Database } from '../store/database.ts'
import { listCarried } from '../store/letters.ts'
import { listOpenIncidents, listPeopleTasks } from '../store/needs-hand.ts'
import { composeAlert } from './compose-alert.ts'
import type { Pipeline } from './context.ts'

type Composing = Pick<Pipeline, 'db' | 'now' | 'timeScale'> & { kinds: Pick<Pipeline['kinds'], 'reasonText'> }

/** Details are read for so many; the rest is counted. */
const composedMax = 60

/** What a group or a digest tells: each incident once, its beginning and end collapsed. Null: all are gone. */
export async function composeCarried(
  { db, now, kinds }: Composing,
  letter: { id: number; topic: 'group' | 'digest' },
  publicUrl: string,
): Promise<Roundup | null> {
  const carried = await listCarried(db, letter.id)
  const edges = new Map<number, Set<string>>()
  for (const { incidentId, topic } of carried) {
    edges.set(incidentId, (edges.get(incidentId) ?? new Set()).add(topic))
  }
  const items: RoundupItem[] = []
  const alerts: Alert[] = []
  for (const [incidentId, topics] of [...edges].slice(0, composedMax)) {
    const isOver = topics.has('resolved')
    const alert = await composeAlert(db, incidentId, isOver ? 'resolved' : 'opened', publicUrl)
    if (!alert) continue
    alerts.push(alert)
    const part = isOver ? (topics.has('opened') ? 'meanwhile' : 'fixed') : null
    for (const contact of alert.contacts) {
      items.push({ part: part ?? partOf(contact, kinds), contact, ask: null })
    }
  }
  if (items.length === 0) return null
  const unread = Math.max(0, edges.size - composedMax)
  return {
    topic: letter.topic,
    where: letter.topic === 'group' ? whereOf(alerts, await hostsOf(db, items)) : null,
    edge: carried.every(({ topic }) => topic === 'resolved') ? 'resolved' : 'opened',
    items,
    count: items.length + unread,
    listUrl: `${publicUrl}/incidents`,
    at: now(),
  }
}

/** What is broken for longer than a day and nobody took; null: nothing, so nobody is reminded. */
export async function composeReminder(
  { db, now, kinds, timeScale }: Composing,
  settings: RecipientSettings,
  publicUrl: string,
): Promise<Roundup | null> {
  const at = now()
  const before = new Date(at.getTime() - 86_400_000 / timeScale)
  const open = await listOpenIncidents(db, { openedBefore: before, now: at })
  const wanted = open.filter((contact) => hearsOf(settings, contact))
  const ids = [...new Set(wanted.map(({ incidentId }) => incidentId))]
  const mine = new Set(wanted.map(({ contactId }) => contactId))
  const items: RoundupItem[] = []
  for (const id of ids.slice(0, composedMax)) {
    const alert = await composeAlert(db, id, 'opened', publicUrl)
    for (const contact of alert?.contacts ?? []) {
      if (!mine.has(contact.id) || contact.recoveredAt) continue
      const part = partOf(contact, kinds)
      items.push({ part: part === 'identity' ? part : 'stillBroken', contact, ask: null })
    }
  }
  if (items.length === 0) return null
  const listUrl = `${publicUrl}/incidents`
  return { topic: 'reminder', where: null, edge: 'opened', items, count: mine.size, listUrl, at }
}

/** What no machine can verify and a person has not for too long; null: nothing. */
export async function composePeopleTasks(
  { db, now, timeScale }: Composing,
  settings: RecipientSettings,
  publicUrl: string,
): Promise<Roundup | null> {
  const at = now()
  const tasks = (await listPeopleTasks(db, at, timeScale)).filter((task) => hearsOf(settings, task))
  if (tasks.length === 0) return null
  const items = tasks.slice(0, composedMax).map(({ contact, how }): RoundupItem => {
    const pageUrl = `${publicUrl}/contacts/${contact.id.split('/').map(encodeURIComponent).join('/')}`
    return { part: 'askPerson', contact: { ...contact, pageUrl }, ask: how }
  })
  const listUrl = `${publicUrl}/contacts?status=unverifiable`
  return { topic: 'people', where: null, edge: 'opened', items, count: tasks.length, listUrl, at }
}

function partOf({ code, status }: AlertedContact, kinds: Composing['kinds']): Part {
  if (code !== null && kinds.reasonText(code)?.identity) return 'identity'
  return status === 'changed' ? 'changed' : 'broken'
}

/** The host where all share it, else the marketplaces. */
function whereOf(alerts: readonly Alert[], hosts: ReadonlySet<string>): Roundup['where'] {
  const [host] = hosts
  if (hosts.size === 1 && host) return { ru: host, en: host }
  const names = alerts.flatMap(({ contacts }) => contacts.map(({ marketplace }) => marketplace))
  const join = (language: 'ru' | 'en') =>
    [...new Set(names.map((name) => name[language]))].slice(0, 3).join(', ')
  return { ru: join('ru'), en: join('en') }
}

async function hostsOf(db: Database, items: readonly RoundupItem[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('standings')
    .where(
      'contact_id',
      'in',
      items.map(({ contact }) => contact.id),
    )
    .select('host')
    .distinct()
    .execute()
  return new Set(rows.map(({ host }) => host))
}
