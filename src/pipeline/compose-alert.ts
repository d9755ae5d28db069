import type { Alert, AlertedContact, Attempt } from '../alerts/alert.ts'
import type { Bilingual } from '../domain/contact.ts'
import { netFailureClasses } from '../domain/failure.ts'
import type { Source } from '../domain/freshness.ts'
import { type Edge, edgeOf } from '../domain/incident.ts'
import { type CheckRow, listChecks } from '../store/checks.ts'
import { listMarketplaces, readSources } from '../store/contacts.ts'
import type { Database } from '../store/database.ts'
import { listStatusChanges } from '../store/history.ts'
import { type IncidentDetail, readIncident } from '../store/incidents.ts'

/** How far back an alert looks for the attempts that made it. */
const checksRead = 20
const changesRead = 100
const attemptsMax = 5

interface Context {
  db: Database
  incident: IncidentDetail
  edge: Edge
  publicUrl: string
  sources: ReadonlyMap<string, Source>
  marketplaces: ReadonlyMap<string, Bilingual>
}

/**
 * Gathers what an edge of an incident tells, from the history and not from the standing: when the mail goes
 * out, that may have moved on. Null: the incident, or all of its contacts, are gone.
 * @param knownAt contacts that joined later are in the alert, but not in its subject.
 */
export async function composeAlert(
  db: Database,
  incidentId: number,
  edge: Edge,
  publicUrl: string,
  knownAt: Date | null = null,
): Promise<Alert | null> {
  const incident = await readIncident(db, incidentId)
  if (!incident || incident.contacts.length === 0) return null
  const marketplaces = new Map((await listMarketplaces(db)).map(({ id, name }) => [id, name]))
  const context: Context = { db, incident, edge, publicUrl, sources: await readSources(db), marketplaces }
  const contacts: AlertedContact[] = []
  for (const part of incident.contacts) contacts.push(await describe(part, context))
  const told = incident.contacts.filter(({ joinedAt }) => knownAt === null || joinedAt <= knownAt)
  return {
    incidentId,
    edge,
    openedAt: incident.openedAt,
    resolvedAt: incident.resolvedAt,
    contacts,
    incidentUrl: `${publicUrl}/incidents/${incidentId}`,
    host: incident.cause.startsWith('host:') ? incident.cause.slice('host:'.length) : null,
    subjectCovers: told.length,
  }
}

async function describe(part: IncidentDetail['contacts'][number], context: Context): Promise<AlertedContact> {
  const { db, incident, edge, publicUrl, marketplaces } = context
  const changes = (await listStatusChanges(db, part.id, changesRead)).filter(
    ({ incidentId }) => incidentId === incident.id,
  )
  // The break as the incident first knew it, so that a later turn of it changes no subject.
  const opening = changes.findLast((change) => change.to === 'broken' || change.to === 'changed')
  const ending = changes.find((change) => edgeOf({ ...change, code: null, class: null }) === 'resolved')
  const failingSinceAt = opening?.failingSinceAt ?? opening?.at ?? part.joinedAt
  const checks = await listChecks(db, part.id, checksRead)
  return {
    id: part.id,
    kind: part.kind,
    marketplace: marketplaces.get(part.marketplace) ?? { ru: part.marketplace, en: part.marketplace },
    label: part.label,
    value: part.value,
    status: (edge === 'opened' ? opening?.to : ending?.to) ?? part.status,
    importance: part.importance,
    code: opening?.code ?? part.episode?.code ?? null,
    failingSinceAt,
    recoveredAt: part.recoveredAt,
    attempts: checks
      .filter((check) => speaksFor(check, edge, failingSinceAt))
      .map(toAttempt)
      .slice(0, attemptsMax),
    documentedIn: await readPlaces(part.id, context),
    suggestion: edge === 'opened' ? replacementIn(checks) : null,
    pageUrl: `${publicUrl}/contacts/${part.id.split('/').map(encodeURIComponent).join('/')}`,
  }
}

/** Failed attempts are why a break is believed; those that failed by our own fault prove nothing. */
function speaksFor({ verdict, reasonCode, finishedAt }: CheckRow, edge: Edge, failingSinceAt: Date): boolean {
  if (edge === 'resolved') return verdict === 'alive'
  const code = reasonCode ?? ''
  const isOurs =
    code.startsWith('check/') ||
    Object.entries(netFailureClasses).some(([c, k]) => c === code && k === 'self')
  return verdict !== 'alive' && !isOurs && finishedAt !== null && finishedAt >= failingSinceAt
}

function toAttempt(check: CheckRow): Attempt {
  return {
    at: check.startedAt ?? check.queuedAt,
    verdict: check.verdict ?? 'unknown',
    code: check.reasonCode,
    message: check.reasonMessage,
    via: check.via ?? 'none',
    httpStatus: check.httpStatus,
    finalUrl: check.finalUrl,
    facts: check.facts ?? [],
  }
}

function replacementIn(checks: readonly CheckRow[]): string | null {
  const suggested = checks.find(({ suggestion }) => suggestion?.action === 'replace')
  return suggested?.suggestion?.value ?? null
}

/** Articles that claim something of the contact, then the owner's pages that print it; each address once. */
async function readPlaces(
  contactId: string,
  { db, sources }: Context,
): Promise<AlertedContact['documentedIn']> {
  const contact = await db
    .selectFrom('contacts')
    .select(['claims', 'listed_on as listedOn'])
    .where('id', '=', contactId)
    .executeTakeFirst()
  const articles = (contact?.claims ?? []).flatMap(({ source }) => {
    const known = sources.get(source)
    return known ? [{ title: known.title, url: known.url }] : []
  })
  const owners = (contact?.listedOn ?? []).map((url) => ({ title: url, url }))
  const seen = new Set<string>()
  return [...articles, ...owners].filter(({ title, url }) => {
    const key = url ?? title
    return !seen.has(key) && seen.add(key)
  })
}
