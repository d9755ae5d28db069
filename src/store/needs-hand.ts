import type { Database } from './database.ts'

const routed = ['c.marketplace', 'c.kind', 'c.audience', 'c.importance', 's.owner'] as const

/** Contacts of incidents that are open, that nobody took and nobody muted, worst first. */
export async function listOpenIncidents(
  db: Database,
  { openedBefore, now }: { openedBefore: Date; now: Date },
) {
  return db
    .selectFrom('incidents as i')
    .innerJoin('incident_contacts as m', 'm.incident_id', 'i.id')
    .innerJoin('contacts as c', 'c.id', 'm.contact_id')
    .innerJoin('standings as s', 's.contact_id', 'm.contact_id')
    .where('i.resolved_at', 'is', null)
    .where('i.acknowledged_at', 'is', null)
    .where('i.opened_at', '<=', openedBefore)
    .where('m.recovered_at', 'is', null)
    .where('s.acknowledged_at', 'is', null)
    .where(({ or, eb }) => or([eb('s.muted_until', 'is', null), eb('s.muted_until', '<=', now)]))
    .select(['i.id as incidentId', 'i.opened_at as openedAt', 'm.contact_id as contactId', ...routed])
    .orderBy('s.severity')
    .orderBy('i.opened_at')
    .execute()
}

/** Contacts that only a person can verify and that no person has within their promise, in the shape of an alert. */
export async function listPeopleTasks(db: Database, now: Date, timeScale: number) {
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .innerJoin('marketplaces as p', 'p.id', 'c.marketplace')
    .where('c.removed_at', 'is', null)
    .where('c.documented', '=', 'live')
    .where('c.value', 'is not', null)
    .where(({ or, eb }) => or([eb('s.status', '=', 'unverifiable'), eb('c.human_check', 'is not', null)]))
    .where(({ or, eb }) => or([eb('s.muted_until', 'is', null), eb('s.muted_until', '<=', now)]))
    .select([
      'c.id',
      'c.label',
      'c.value',
      'c.human_check as humanCheck',
      'p.name as marketplaceName',
      ...routed,
    ])
    .select(['s.status', 's.episode', 's.attested_at as attestedAt', 's.confirmed_at as confirmedAt'])
    .orderBy('s.attested_at', (order) => order.asc().nullsFirst())
    .orderBy('c.id')
    .execute()
  const due = rows.filter(({ humanCheck, attestedAt, status }) => {
    const promiseMs = ((humanCheck?.everyDays ?? 30) * 86_400_000) / timeScale
    const isOld = attestedAt === null || now.getTime() - attestedAt.getTime() >= promiseMs
    return isOld && (status === 'unverifiable' || humanCheck !== null)
  })
  return due.map(
    ({ id, label, value, humanCheck, marketplaceName, attestedAt, status, episode, ...route }) => ({
      ...route,
      how: humanCheck?.how ?? null,
      contact: {
        ...{ id, kind: route.kind, marketplace: marketplaceName, label, value, status },
        importance: route.importance,
        code: episode?.code ?? null,
        failingSinceAt: null,
        // Here the last time that somebody found it working.
        recoveredAt: attestedAt,
        attempts: [],
        documentedIn: [],
        suggestion: null,
        pageUrl: '',
      },
    }),
  )
}
