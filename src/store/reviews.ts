import type { Standing } from '../domain/standing.ts'
import type { Database } from './database.ts'
import { storableText } from './storable.ts'

export const answers = ['works', 'broken', 'changed', 'could-not'] as const

/** What a person answered about a contact. `could-not`: they tried and cannot tell. */
export type Answer = (typeof answers)[number]

/** The standing before an answer, for taking it back. */
export interface Before {
  standing: Standing
  attestedAt: Date | null
}

export interface Review {
  id: number
  contactId: string
  userId: number
  at: Date
  answer: Answer
  note: string
  newValue: string | null
  before: Before | null
  /** Revision of the standing after the answer. */
  revision: number | null
}

export async function addReview(
  tx: Database,
  review: Omit<Review, 'id'> & { askAgainAt: Date | null },
): Promise<number> {
  const { id } = await tx
    .insertInto('reviews')
    .values({
      contact_id: review.contactId,
      user_id: review.userId,
      at: review.at,
      answer: review.answer,
      note: storableText(review.note),
      new_value: review.newValue === null ? null : storableText(review.newValue),
      before: review.before ? JSON.stringify(review.before) : null,
      revision: review.revision,
      ask_again_at: review.askAgainAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The last answer of a person that still stands and is not older than `since`; locked. */
export async function lockLastReview(tx: Database, userId: number, since: Date): Promise<Review | null> {
  const row = await tx
    .selectFrom('reviews')
    .selectAll()
    .where('user_id', '=', userId)
    .where('undone_at', 'is', null)
    .where('at', '>=', since)
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    contactId: row.contact_id,
    userId: row.user_id,
    at: row.at,
    answer: row.answer,
    note: row.note,
    newValue: row.new_value,
    before: row.before ? revive(row.before as Before) : null,
    revision: row.revision,
  }
}

// Moments inside JSON columns come back as text.
function revive({ standing, attestedAt }: Before): Before {
  const { episode, word, recoveringSinceAt } = standing
  return {
    attestedAt: attestedAt && new Date(attestedAt),
    standing: {
      ...standing,
      statusSinceAt: new Date(standing.statusSinceAt),
      recoveringSinceAt: recoveringSinceAt && new Date(recoveringSinceAt),
      episode: episode && { ...episode, startedAt: new Date(episode.startedAt) },
      word: word && { ...word, untilAt: new Date(word.untilAt) },
    },
  }
}

export async function markUndone(tx: Database, id: number, now: Date): Promise<void> {
  await tx.updateTable('reviews').set({ undone_at: now }).where('id', '=', id).execute()
}

/** How many answers of a person stand since a moment. */
export async function countReviews(db: Database, userId: number, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('reviews')
    .where('user_id', '=', userId)
    .where('undone_at', 'is', null)
    .where('at', '>=', since)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The newest answers about a contact that stand, with their authors. */
export async function listReviews(db: Database, contactId: string, limit: number) {
  return db
    .selectFrom('reviews as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .select(['r.id', 'r.at', 'r.answer', 'r.note', 'r.new_value as newValue', 'u.name as by'])
    .where('r.contact_id', '=', contactId)
    .where('r.undone_at', 'is', null)
    .orderBy('r.id', 'desc')
    .limit(limit)
    .execute()
}
