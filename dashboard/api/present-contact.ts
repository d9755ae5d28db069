import type { z } from '@hono/zod-openapi'
import type { Clock } from '../../src/domain/clocks.ts'
import { isConflict } from '../../src/domain/edit.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { ContactRow } from '../../src/store/contacts.ts'
import { clocksOf, flagsOf, hrefOf, textOfReason } from '../contact-facts.ts'
import type { ContactPageData } from '../read-contact-page.ts'
import { contactPage } from '../route-path.ts'
import { stateOf } from '../wait-for-check.ts'
import { iso, presentCheck } from './present-check.ts'
import { presentWords } from './present-words.ts'
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
    contradicted: row.contradicted,
    overdue: row.overdue,
    clocks: presentClocks(row, now, pipeline.timeScale),
    owner: row.owner,
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
  { contact, checks, openCheck, spells, changes, edits, undoable, words }: ContactPageData,
  now: Date,
): z.infer<typeof contactDetailSchema> {
  const { revision, hours, note, successor, listedOn, humanCheck, checkEveryHours, claims, statedAt } =
    contact
  return {
    ...presentContact(pipeline, contact, now),
    ...{ revision, hours, note, successor, listedOn, humanCheck, checkEveryHours, claims, statedAt },
    suggestion: contact.episode?.suggestion ?? checks[0]?.suggestion ?? null,
    attestations: presentWords(words),
    edits: edits.map((edit) => ({
      ...{ field: edit.field, value: edit.value, fileValue: edit.fileValue, by: edit.by },
      conflict: isConflict(edit),
      at: edit.at.toISOString(),
    })),
    undo: undoable && { id: undoable.id, action: undoable.action },
    mutedBy: contact.mutedBy,
    mutedReason: contact.mutedReason,
    acknowledgedBy: contact.acknowledgedBy,
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

function presentClocks(row: ContactRow, now: Date, timeScale: number) {
  const { machine, person } = clocksOf(row, now, timeScale)
  const present = (clock: Clock | null) =>
    clock && {
      confirmedAt: iso(clock.confirmedAt),
      dueBy: clock.dueBy.toISOString(),
      overdue: clock.isOverdue,
    }
  return { machine: present(machine), person: present(person) }
}

/** The entity tag of a contact: its revision. */
export function etagOf(revision: number): string {
  return `"${revision}"`
}

/**
 * Has the client what it asks for (`If-None-Match`)? What depends on the moment and not on the revision is
 * never called unchanged: a check that waits, a promise that ran out, a mute that ended.
 */
export function isUnchanged(header: string | undefined, { contact, openCheck }: ContactPageData, now: Date) {
  if (header === undefined || openCheck || contact.overdue || contact.contradicted) return false
  if (contact.mutedUntil && contact.mutedUntil <= now) return false
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etagOf(contact.revision))
}

/** Does `If-Match` (RFC 9110 section 13.1.1) let a write to this revision through? Absent: yes. */
export function matches(header: string | undefined, revision: number): boolean {
  return revisionsOf(header)?.includes(revision) ?? true
}

/** The revisions that `If-Match` names; undefined: any will do. A tag that is none of ours matches nothing. */
export function revisionsOf(header: string | undefined): number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  return header.split(',').flatMap((tag) => {
    const revision = /^"(\d{1,15})"$/.exec(tag.trim())?.[1]
    return revision === undefined ? [] : [Number(revision)]
  })
}
