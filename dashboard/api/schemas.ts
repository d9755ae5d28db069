import { z } from '@hono/zod-openapi'
import { editableFields } from '../../src/domain/edit.ts'
import { statusesWorstFirst } from '../../src/domain/standing.ts'
import { flags } from '../contact-filter.ts'

const moment = z.iso.datetime().describe('UTC')
const maybeMoment = moment.nullable()
export const bilingual = z.object({ ru: z.string(), en: z.string() })

export const statusSchema = z.enum(statusesWorstFirst)
export const flagSchema = z.enum(flags)

const suggestionSchema = z
  .object({ action: z.enum(['replace', 'retire']), value: z.string() })
  .openapi('Suggestion')

const verdictSchema = z
  .object({
    state: z.enum(['alive', 'changed', 'gone', 'unknown']),
    reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    suggestion: suggestionSchema.nullable(),
  })
  .openapi('Verdict')

/** A check that was only just asked for. */
export const askedCheckSchema = z.object({ id: z.number().int(), state: z.literal('queued') })

export const checkSchema = z
  .object({
    id: z.number().int(),
    contactId: z.string().nullable(),
    target: z
      .object({ kind: z.string(), value: z.string() })
      .nullable()
      .describe('What was asked for where there is no contact.'),
    state: z.enum(['queued', 'running', 'done']),
    verdict: verdictSchema.nullable().describe('Null until the check is done.'),
    via: z.string().nullable(),
    httpStatus: z.number().int().nullable(),
    finalUrl: z.string().nullable(),
    askedBy: z.string().nullable(),
    queuedAt: moment,
    startedAt: maybeMoment,
    finishedAt: maybeMoment,
    durationMs: z.number().nullable(),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    trace: z.array(z.string()),
  })
  .openapi('Check')

const clockSchema = z
  .object({
    confirmedAt: maybeMoment,
    dueBy: moment.describe('When the promise runs out.'),
    overdue: z.boolean(),
  })
  .nullable()
  .describe('Null: no promise.')

export const contactSchema = z
  .object({
    id: z.string(),
    marketplace: z.string(),
    kind: z.string(),
    value: z.string().nullable().describe('Null: the source names the contact but lost its link.'),
    label: bilingual,
    audience: z.enum(['seller', 'buyer', 'anyone']),
    purpose: z.string(),
    importance: z.enum(['critical', 'normal', 'minor']),
    documented: z.enum(['live', 'retired', 'phantom']),
    status: statusSchema,
    statusSince: moment,
    statusSinceAt: moment,
    severity: z.number().int().describe('0 is worst.'),
    reasonCode: z.string().nullable(),
    reason: z
      .object({ code: z.string(), means: bilingual, next: bilingual })
      .nullable()
      .describe('What the failing means and what an editor does next.'),
    flags: z.array(flagSchema),
    disputed: z.boolean().describe('Sources contradict each other, or the evidence.'),
    contradicted: z.boolean().describe('Sources contradict the evidence.'),
    overdue: z.boolean().describe('One of the clocks is past its promise.'),
    clocks: z.object({ machine: clockSchema, person: clockSchema }),
    owner: z.string().nullable(),
    mutedUntil: maybeMoment,
    acknowledgedAt: maybeMoment,
    confirmedAt: maybeMoment.describe('Last confirmation by a machine.'),
    checkedAt: maybeMoment,
    attestedAt: maybeMoment.describe('Last confirmation by a person.'),
    dueAt: maybeMoment,
    links: z.object({ self: z.string(), page: z.string(), open: z.string().nullable() }),
  })
  .openapi('Contact')

const claimSchema = z.object({
  source: z.string(),
  says: z.enum(['works', 'discontinued', 'absent', 'hours']),
  detail: z.string().nullable(),
  asOf: z.string().nullable(),
})

const spellSchema = z.object({
  verdict: z.enum(['alive', 'changed', 'gone', 'unknown']),
  reasonCode: z.string().nullable(),
  startedAt: moment,
  lastAt: moment,
  checks: z.number().int(),
})

const statusChangeSchema = z.object({
  from: statusSchema,
  to: statusSchema,
  at: moment,
  code: z.string().nullable(),
  checkId: z.number().int().nullable(),
  incidentId: z.number().int().nullable(),
  byWhom: z.string().nullable(),
})

const fieldValue = z.union([z.string(), z.number(), z.null()])

const editSchema = z
  .object({
    field: z.enum(editableFields),
    value: fieldValue.describe('What holds.'),
    fileValue: fieldValue.describe('What the file says now.'),
    conflict: z.boolean().describe('The file was changed after the edit.'),
    at: moment,
    by: z.string(),
  })
  .openapi('Edit')

const attestationSchema = z
  .object({
    at: moment,
    by: z.string(),
    says: z.enum(['works', 'broken']),
    how: z.string(),
    heard: z.string(),
    note: z.string(),
    triedAt: maybeMoment,
    untilAt: maybeMoment.describe('End of the word, if the evidence stays as it was.'),
    photo: z.string().nullable().describe('Path of the picture that came with it.'),
  })
  .openapi('Attestation')

export const contactDetailSchema = contactSchema
  .extend({
    revision: z.number().int().describe('As in the ETag.'),
    hours: z.string().nullable(),
    note: z.string().nullable(),
    successor: z.string().nullable(),
    listedOn: z.array(z.string()),
    humanCheck: z.object({ how: bilingual, everyDays: z.number() }).nullable(),
    checkEveryHours: z.number(),
    claims: z.array(claimSchema),
    statedAt: z.object({ file: z.string(), line: z.number().int() }),
    suggestion: suggestionSchema.nullable(),
    attestations: z.array(attestationSchema).describe('What people said, newest first.'),
    edits: z.array(editSchema).describe('What the dashboard says and the file does not yet.'),
    undo: z
      .object({ id: z.number().int(), action: z.string() })
      .nullable()
      .describe('The last change by this client, while it can be taken back.'),
    mutedBy: z.string().nullable(),
    mutedReason: z.string().nullable(),
    acknowledgedBy: z.string().nullable(),
    openCheck: z.object({ id: z.number().int(), state: z.enum(['queued', 'running', 'done']) }).nullable(),
    history: z.object({
      checks: z.array(checkSchema),
      spells: z.array(spellSchema),
      changes: z.array(statusChangeSchema),
    }),
  })
  .openapi('ContactDetail')

export const incidentSchema = z
  .object({
    id: z.number().int(),
    cause: z.string().describe('`host:NAME` or `contact:ID`.'),
    state: z.enum(['open', 'resolved']),
    openedAt: moment,
    resolvedAt: maybeMoment,
    acknowledgedAt: maybeMoment,
    acknowledgedBy: z.string().nullable(),
    closedBy: z.string().nullable().describe('Null unless a person closed it.'),
    closeReason: z.string().nullable(),
    contactIds: z.array(z.string()),
    links: z.object({ self: z.string(), page: z.string() }),
  })
  .openapi('Incident')

export const incidentDetailSchema = incidentSchema
  .extend({
    contacts: z.array(
      z.object({
        id: z.string(),
        label: bilingual,
        value: z.string().nullable(),
        status: statusSchema,
        joinedAt: moment,
        recoveredAt: maybeMoment,
      }),
    ),
    alerts: z.array(
      z.object({
        edge: z.string(),
        channel: z.string(),
        state: z.enum(['pending', 'sent', 'dead', 'withheld']),
        attempts: z.number().int(),
        createdAt: moment,
        sentAt: maybeMoment,
      }),
    ),
  })
  .openapi('IncidentDetail')
