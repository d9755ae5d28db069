import type { z } from '@hono/zod-openapi'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { ContactRow } from '../../src/store/contacts.ts'
import { flagsOf, hrefOf, textOfReason } from '../contact-facts.ts'
import type { ContactPageData } from '../read-contact-page.ts'
import { contactPage } from '../route-path.ts'
import { stateOf } from '../wait-for-check.ts'
import { iso, presentCheck } from './present-check.ts'
import type { contactDetailSchema, contactSchema } from './schemas.ts'

/** A contact as lists tell it. */
export function presentContact(
  pipeline: Pipeline,
  row: ContactRow,
  now: Date,
): z.infer<typeof contactSchema> {
  const text = textOfReason(pipeline, row.reasonCode)
  const { id, marketplace, kind, value, label, audience, purpose, importance, documented } = row
  const page = contactPage(id)
  return {
    ...{ id, marketplace, kind, value, label, audience, purpose, importance, documented },
    status: row.status,
    statusSince: row.statusSinceAt.toISOString(),
    statusSinceAt: row.statusSinceAt.toISOString(),
    severity: row.severity,
    reasonCode: row.reasonCode,
    reason: row.reasonCode && text ? { code: row.reasonCode, ...text } : null,
    flags: flagsOf(row, now),
    disputed: row.disputed,
    overdue: row.overdue,
    mutedUntil: iso(row.mutedUntil),
    acknowledgedAt: iso(row.acknowledgedAt),
    confirmedAt: iso(row.confirmedAt),
    checkedAt: iso(row.checkedAt),
    attestedAt: iso(row.attestedAt),
    dueAt: iso(row.dueAt),
    links: { self: `/api/v1${page}`, page, open: hrefOf(pipeline, row) },
  }
}

/** A contact with all that is known of it. */
export function presentContactDetail(
  pipeline: Pipeline,
  { contact, checks, openCheck, spells, changes }: ContactPageData,
  now: Date,
): z.infer<typeof contactDetailSchema> {
  const { revision, hours, note, successor, listedOn, humanCheck, checkEveryHours, claims, statedAt } =
    contact
  return {
    ...presentContact(pipeline, contact, now),
    ...{ revision, hours, note, successor, listedOn, humanCheck, checkEveryHours, claims, statedAt },
    suggestion: contact.episode?.suggestion ?? checks[0]?.suggestion ?? null,
    openCheck: openCheck && { id: openCheck.id, state: stateOf({ ...openCheck, finishedAt: null }) },
    history: {
      checks: checks.map(presentCheck),
      spells: spells.map(({ verdict, reasonCode, startedAt, lastAt, checks: count }) => ({
        verdict,
        reasonCode,
        startedAt: startedAt.toISOString(),
        lastAt: lastAt.toISOString(),
        checks: count,
      })),
      changes: changes.map(({ from, to, at, code, checkId, incidentId, byWhom }) => ({
        ...{ from, to, code, checkId, incidentId, byWhom },
        at: at.toISOString(),
      })),
    },
  }
}

/** The entity tag of a contact: its revision. */
export function etagOf(revision: number): string {
  return `"${revision}"`
}

/** Does `If-Match` (RFC 9110 section 13.1.1) let a write to this revision through? Absent: yes. */
export function matches(header: string | undefined, revision: number): boolean {
  if (header === undefined || header.trim() === '*') return true
  return header.split(',').some((tag) => tag.trim() === etagOf(revision))
}
