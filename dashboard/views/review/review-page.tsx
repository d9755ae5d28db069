import type { Pipeline } from '../../../src/pipeline/context.ts'
import type { Answer } from '../../../src/store/reviews.ts'
import type { View } from '../../env.ts'
import type { PhotoProblem } from '../../photos/photo.ts'
import type { ReviewData, ReviewSubject } from '../../read-review.ts'
import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import { Csrf } from '../csrf.tsx'
import { Page } from '../layout.tsx'
import { Moment } from '../moment.tsx'
import { AnswerForms } from './answer-forms.tsx'
import { Subject } from './subject.tsx'

export interface ReviewProps {
  view: View
  pipeline: Pipeline
  data: ReviewData
  /** Place in the queue, to be kept by forms and links; empty: its start. */
  after: string
  /** What the last answer did. */
  notice?: { text: string; isBad?: boolean } | undefined
  /** What was written beside a picture that cannot be taken. */
  draft?: ReviewDraft | undefined
  /** What was written as the new value and cannot be one, and why. */
  refused?: { value: string; note: string; problem: string } | undefined
}

/** An answer that was not recorded because of its picture. */
export interface ReviewDraft {
  answer: Answer
  how: string
  note: string
  value: string
  photoProblem: PhotoProblem
}

/** One contact at a time, big: what to do, what was said before, and the answers. */
export function ReviewPage(props: ReviewProps) {
  const { view, data, notice, after } = props
  const { review: t } = view.t
  const mayAnswer = view.session?.user.role !== 'reader'
  return (
    <Page view={view} title={t.title} section="review" live="all">
      <div class="lead">
        <h1>{t.title}</h1>
        <Progress {...props} />
      </div>
      {notice && (
        <p class={notice.isBad ? 'notice is-invalid' : 'notice'} role="status">
          {notice.text}
        </p>
      )}
      {data.item ? (
        <article class="review" aria-labelledby="subject">
          <p class="notice" role="status" data-overtaken={data.item.contact.id} hidden>
            {t.overtaken}{' '}
            <a href={after === '' ? '/review' : `/review?after=${encodeURIComponent(after)}`}>
              {t.showFirst}
            </a>
          </p>
          <Subject {...props} subject={data.item} />
          {mayAnswer ? <AnswerForms {...props} subject={data.item} /> : <p class="quiet">{t.readOnly}</p>}
        </article>
      ) : (
        <Empty {...props} />
      )}
      {mayAnswer && <Around {...props} subject={data.item} />}
      <Coming {...props} />
    </Page>
  )
}

function Progress({ view, data }: ReviewProps) {
  const { review: t } = view.t
  const { total, passed, doneToday, item } = data
  return (
    <div class="progress-place" data-live="progress">
      {item && (
        <p class="progress-text">
          <strong>{t.progress(doneToday + passed + 1, doneToday + total)}</strong>
        </p>
      )}
      <p class="quiet">
        {t.left(total)}
        {doneToday > 0 && `, ${t.doneToday(doneToday)}`}
      </p>
      {doneToday + total > 0 && (
        <progress max={doneToday + total} value={doneToday} aria-label={t.title}>
          {doneToday}
        </progress>
      )}
    </div>
  )
}

/** Undo: beside the item and not in it, because it is about the one before. */
function Around({ view, after }: ReviewProps & { subject: ReviewSubject | null }) {
  const { review: t } = view.t
  const isOn = view.session?.user.shortcuts ?? true
  return (
    <div class="review-around">
      <form method="post" action="/review/undo">
        <Csrf view={view} />
        <input type="hidden" name="after" value={after} />
        <button type="submit" class="button" data-key="KeyZ">
          {isOn && (
            <span class="key" aria-hidden="true">
              Z
            </span>
          )}
          {t.undo}
        </button>
      </form>
      <p class="quiet keys-hint">{isOn ? t.keys : t.keysOff}</p>
    </div>
  )
}

function Empty({ view, data, after }: ReviewProps) {
  const { review: t } = view.t
  const isPassed = after !== '' && data.total > 0
  return (
    <section class="panel empty">
      <h2>{isPassed ? t.passed : t.empty}</h2>
      <p>{isPassed ? t.passedWhat : t.emptyWhat}</p>
      {isPassed && (
        <p>
          <a class="button is-main" href="/review">
            {t.again}
          </a>
        </p>
      )}
    </section>
  )
}

function Coming({ view, data }: ReviewProps) {
  const { review: t } = view.t
  return (
    <section class="panel" aria-labelledby="coming" data-live="coming">
      <h2 id="coming">{t.coming}</h2>
      {data.coming.length === 0 && <p class="quiet">{t.comingNone}</p>}
      <ul class="plain">
        {data.coming.map(({ id, label, dueAt }) => (
          <li>
            <a href={contactPage(id)}>{cleanText(label[view.language], 120)}</a>{' '}
            <span class="quiet">
              <Moment view={view} at={dueAt} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href="/settings#calendar">{t.calendar}</a>
      </p>
    </section>
  )
}
