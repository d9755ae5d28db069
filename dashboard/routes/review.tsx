import type { Context } from 'hono'
import { Hono } from 'hono'
import { reviewContact } from '../../src/pipeline/review-contact.ts'
import { undoReview } from '../../src/pipeline/undo-review.ts'
import { answers } from '../../src/store/reviews.ts'
import type { Env, View } from '../env.ts'
import { needs, readForm, refuseForeign } from '../guards.tsx'
import type { House } from '../house.ts'
import { isContactId } from '../ids.ts'
import { mayEdit } from '../may-edit.ts'
import { takePhoto } from '../photos/take-photo.ts'
import { readLabels } from '../read-labels.ts'
import { readReview } from '../read-review.ts'
import { readReviewCursor } from '../review-cursor.ts'
import { cleanText } from '../views/clean-text.ts'
import { ReviewPage, type ReviewProps } from '../views/review/review-page.tsx'

/** What only a person can verify, one at a time. */
export function reviewRoutes(house: House) {
  return new Hono<Env>()
    .get('/review', needs('reader'), (c) => showReview(house, c, c.req.query('after')))
    .post('/review', needs('editor'), (c) => answer(house, c))
    .post('/review/undo', needs('editor'), (c) => undo(house, c))
}

type Told = Pick<ReviewProps, 'notice' | 'refused' | 'draft'>

async function showReview({ pipeline }: House, c: Context<Env>, place: string | undefined, told?: Told) {
  const view = c.get('view')
  if (!view.session) return c.notFound()
  const cursor = readReviewCursor(place)
  const data = await readReview(pipeline, view.session.user, cursor, view.now)
  const after = cursor && place ? place : ''
  const notice = told?.notice ?? (await noticeOf(pipeline, view, c.req.query()))
  return c.html(
    <ReviewPage
      view={view}
      pipeline={pipeline}
      data={data}
      after={after}
      notice={notice}
      refused={told?.refused}
      draft={told?.draft}
    />,
  )
}

async function answer(house: House, c: Context<Env>) {
  const form = await readForm(c)
  const { user } = c.get('view').session ?? {}
  const given = answers.find((known) => known === form.answer)
  const id = form.id ?? ''
  if (!user || !given || !isContactId(id)) return c.notFound()
  if (!mayEdit(user, id)) return refuseForeign(c)
  const note = cleanText(form.note ?? '', 1000).trim()
  const value = cleanText(form.value ?? '', 500).trim()
  const taken = await takePhoto(house, c)
  if (taken.state === 'refused') {
    c.status(422)
    const draft = { answer: given, how: form.how ?? '', note, value, photoProblem: taken.problem }
    return showReview(house, c, form.after, { draft })
  }
  const outcome = await reviewContact(house.pipeline, id, {
    answer: given,
    how: cleanText(form.how ?? 'other', 60),
    note,
    newValue: value,
    ...(taken.state === 'kept' && { photo: taken.photo }),
    by: { id: user.id, name: user.name },
  })
  switch (outcome.state) {
    case 'done':
      return c.redirect(`/review?${keep(form.after, { answered: given, about: id })}`, 303)
    case 'unknown-contact':
      return c.notFound()
    case 'bad-value':
      c.status(422)
      return showReview(house, c, form.after, { refused: { value, note, problem: outcome.problem } })
  }
}

async function undo(house: House, c: Context<Env>) {
  const { after } = await readForm(c)
  const { user } = c.get('view').session ?? {}
  if (!user) return c.notFound()
  const outcome = await undoReview(house.pipeline, { id: user.id, name: user.name })
  const about = outcome.state === 'nothing' ? {} : { about: outcome.contactId }
  // What was taken back is looked at again, so the queue begins at its start.
  const place = outcome.state === 'undone' ? undefined : after
  return c.redirect(`/review?${keep(place, { undo: outcome.state, ...about })}`, 303)
}

function keep(after: string | undefined, query: Record<string, string>): URLSearchParams {
  return new URLSearchParams({ ...(readReviewCursor(after) && after && { after }), ...query })
}

async function noticeOf(
  { db }: House['pipeline'],
  { t, language }: View,
  query: Record<string, string>,
): Promise<ReviewProps['notice']> {
  const { review } = t
  if (query.undo === 'nothing') return { text: review.nothingToUndo, isBad: true }
  const id = query.about ?? ''
  if (!isContactId(id)) return undefined
  const label = cleanText((await readLabels(db, [id])).get(id)?.label[language] ?? id, 120)
  if (query.undo === 'undone') return { text: review.undone(label) }
  if (query.undo === 'changed-since') return { text: review.changedSince(label), isBad: true }
  const said = review.said[query.answered ?? '']
  return said ? { text: review.recorded(label, said) } : undefined
}
