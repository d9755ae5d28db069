import { addAudit } from '../store/audit.ts'
import { readContact } from '../store/contacts.ts'
import { addPhoto, type KeptPhoto } from '../store/photos.ts'
import { type Answer, addReview, type Before } from '../store/reviews.ts'
import { lockStanding } from '../store/standings.ts'
import { attestContact } from './attest-contact.ts'
import type { Pipeline } from './context.ts'

/** What a person answers in the review queue. */
export interface ReviewGiven {
  answer: Answer
  how: string
  note: string
  /** As written by the person; only with `changed`. */
  newValue: string
  photo?: KeptPhoto | undefined
  by: { id: number; name: string }
}

/** `problem`: the new value is none of the contact's kind, in words that help to mend it. */
export type ReviewOutcome =
  | { state: 'done'; reviewId: number }
  | { state: 'unknown-contact' }
  | { state: 'bad-value'; problem: string }

/** When a contact that nobody could check is asked for again, and one whose replacement was proposed. */
const triedAgainMs = 24 * 3_600_000
const proposedAgainMs = 30 * 24 * 3_600_000

/**
 * Takes a person's answer from the review queue. `works` and `broken` are their word at once; `changed`
 * counts as broken and keeps the new value as a suggestion, because the knowledge base is edited elsewhere.
 */
export async function reviewContact(
  pipeline: Pipeline,
  contactId: string,
  given: ReviewGiven,
): Promise<ReviewOutcome> {
  const now = pipeline.now()
  const contact = await readContact(pipeline.db, contactId, { now, timeScale: pipeline.timeScale })
  if (!contact) return { state: 'unknown-contact' }
  let newValue: string | null = null
  if (given.answer === 'changed') {
    const parsed = pipeline.kinds.kindNamed(contact.kind)?.parse(given.newValue)
    if (!parsed?.ok) return { state: 'bad-value', problem: parsed?.problem ?? '' }
    newValue = parsed.value
  }
  // A gap has nothing that could work or be broken: what was found is a suggestion, and that is all.
  const isWord = given.answer !== 'could-not' && contact.value !== null
  const attested = isWord ? await attest(pipeline, contactId, given, newValue) : null
  if (attested === 'unknown-contact') return { state: 'unknown-contact' }
  const pauseMs = isWord ? null : given.answer === 'could-not' ? triedAgainMs : proposedAgainMs
  const reviewId = await pipeline.db.transaction().execute(async (tx) => {
    if (given.answer === 'could-not' || newValue !== null) {
      const action = newValue === null ? 'could-not' : 'suggest'
      const after = { ...(newValue !== null && { value: newValue }), note: given.note }
      const before = { value: contact.value }
      const entry = { at: now, actor: given.by.name, action, subject: contactId, before, after }
      const auditId = await addAudit(tx, entry)
      const { photo } = given
      // A word keeps its own picture; here is one of an attempt, or of what stands where nothing was known.
      if (photo && !isWord) await addPhoto(tx, { contactId, auditId, photo, at: now, untilAt: now })
    }
    return addReview(tx, {
      contactId,
      userId: given.by.id,
      at: now,
      answer: given.answer,
      note: given.note,
      newValue,
      before: attested?.before ?? null,
      revision: attested?.revision ?? null,
      askAgainAt: pauseMs === null ? null : new Date(now.getTime() + pauseMs / pipeline.timeScale),
    })
  })
  return { state: 'done', reviewId }
}

/** The word itself, with the standing around it; without that where somebody else wrote in between. */
async function attest(
  pipeline: Pipeline,
  contactId: string,
  given: ReviewGiven,
  newValue: string | null,
): Promise<'unknown-contact' | { before: Before | null; revision: number }> {
  const before = await snapshot(pipeline, contactId)
  const outcome = await attestContact(pipeline, contactId, {
    says: given.answer === 'works' ? 'works' : 'broken',
    how: given.how,
    note: [newValue === null ? '' : `→ ${newValue}`, given.note].filter(Boolean).join(' '),
    by: given.by.name,
    photo: given.photo,
  })
  if (outcome === 'unknown-contact') return outcome
  const after = await snapshot(pipeline, contactId)
  if (!before || !after || after.revision !== before.revision + 1) return { before: null, revision: -1 }
  return { before: { standing: before.standing, attestedAt: before.attestedAt }, revision: after.revision }
}

async function snapshot({ db }: Pipeline, contactId: string) {
  return db.transaction().execute(async (tx) => {
    const stored = await lockStanding(tx, contactId)
    if (!stored) return null
    const row = await tx
      .selectFrom('standings')
      .select('attested_at as attestedAt')
      .where('contact_id', '=', contactId)
      .executeTakeFirstOrThrow()
    return { standing: stored.standing, revision: stored.revision, attestedAt: row.attestedAt }
  })
}
