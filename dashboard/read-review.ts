import type { Pipeline } from '../src/pipeline/context.ts'
import { listAudit } from '../src/store/audit.ts'
import { listMarketplaces, readContact, readSources } from '../src/store/contacts.ts'
import type { User } from '../src/store/people.ts'
import {
  countReviewQueue,
  listDue,
  listReviewQueue,
  type Places,
  type ReviewCursor,
} from '../src/store/review-queue.ts'
import { countReviews, listReviews } from '../src/store/reviews.ts'
import { editablePlaces } from './may-edit.ts'

const comingMs = 30 * 24 * 3_600_000
const moscowMs = 3 * 3_600_000
const dayMs = 24 * 3_600_000

/** Whose queue somebody works at: readers see all of it, an editor their own marketplaces. */
export function queueOf(user: User): Places {
  return user.role === 'reader' ? null : editablePlaces(user)
}

/** Everything that the page of the queue shows. */
export async function readReview(pipeline: Pipeline, user: User, after: ReviewCursor | null, now: Date) {
  const { db, timeScale } = pipeline
  const asOf = { now, timeScale }
  const places = queueOf(user)
  const [[item], counts, coming, doneToday] = await Promise.all([
    listReviewQueue(db, asOf, places, { limit: 1, after }),
    countReviewQueue(db, asOf, places, after),
    listDue(db, asOf, places, {
      fromAt: now,
      untilAt: new Date(now.getTime() + comingMs / timeScale),
      limit: 10,
    }),
    countReviews(db, user.id, startOfMoscowDay(now)),
  ])
  const place = { ...counts, doneToday, coming }
  return item ? { item: await readItem(pipeline, item, now), ...place } : { item: null, ...place }
}

type Queued = Awaited<ReturnType<typeof listReviewQueue>>[number]

async function readItem({ db, timeScale }: Pipeline, queued: Queued, now: Date) {
  const [contact, sources, marketplaces, reviews, audit] = await Promise.all([
    readContact(db, queued.id, { now, timeScale }),
    readSources(db),
    listMarketplaces(db),
    listReviews(db, queued.id, 3),
    listAudit(db, queued.id, 20),
  ])
  if (!contact) return null
  return {
    queued,
    contact,
    sources,
    place: marketplaces.find(({ id }) => id === contact.marketplace) ?? null,
    /** Words that were given on the contact's page or by the API are in the log only. */
    words: audit.filter(({ action, undoneAt }) => action === 'attest' && undoneAt === null).slice(0, 1),
    reviews,
  }
}

export type ReviewData = Awaited<ReturnType<typeof readReview>>
export type ReviewSubject = NonNullable<ReviewData['item']>

function startOfMoscowDay(now: Date): Date {
  return new Date(Math.floor((now.getTime() + moscowMs) / dayMs) * dayMs - moscowMs)
}
