import type { ReviewSubject } from '../../read-review.ts'
import { writeReviewCursor } from '../../review-cursor.ts'
import { cleanText } from '../clean-text.ts'
import { Csrf } from '../csrf.tsx'
import { PhotoField } from '../photo-field.tsx'
import type { ReviewProps } from './review-page.tsx'

type AnswerProps = ReviewProps & { subject: ReviewSubject }

const formId = 'answer'

/** Four answers and a way past. A gap can be found or not; there is nothing in it that could work. */
export function AnswerForms(props: AnswerProps) {
  const { view, subject, after, draft } = props
  const written = draft?.answer === 'changed' ? undefined : draft
  const { review: t, contact } = view.t
  const isGap = subject.contact.value === null
  const next = writeReviewCursor(subject.queued)
  return (
    <div class="answers">
      <h3>{t.answer}</h3>
      <form id={formId} method="post" action="/review" class="answer-fields" enctype="multipart/form-data">
        <Csrf view={view} />
        <input type="hidden" name="id" value={subject.contact.id} />
        <input type="hidden" name="after" value={after} />
        <label class="field">
          <span>{t.how}</span>
          <select name="how">
            {Object.entries(contact.howOptions).map(([value, text]) => (
              <option value={value} selected={written?.how === value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>
            {t.note} <small>{contact.optional}</small>
          </span>
          <textarea name="note" rows={1} maxlength={1000}>
            {written?.note ?? ''}
          </textarea>
        </label>
        <PhotoField view={view} form={formId} problem={written?.photoProblem} />
      </form>
      <div class="answer-row">
        {!isGap && (
          <>
            <Answer {...props} digit={1} value="works" text={t.works} />
            <Answer {...props} digit={2} value="broken" text={t.broken} />
          </>
        )}
        <ChangedForm {...props} isGap={isGap} />
        <Answer {...props} digit={4} value="could-not" text={isGap ? t.couldNotFind : t.couldNot} />
      </div>
      <p>
        <a class="button" href={`/review?after=${next}`} data-key="KeyS">
          <Key {...props} name="S" />
          {t.skip}
        </a>
      </p>
    </div>
  )
}

function Answer({
  digit,
  value,
  text,
  ...props
}: AnswerProps & { digit: number; value: string; text: string }) {
  return (
    <button
      type="submit"
      form={formId}
      name="answer"
      value={value}
      class={`button answer is-${value}`}
      data-key={`Digit${digit}`}
    >
      <Key {...props} name={String(digit)} />
      {text}
    </button>
  )
}

/** The key of a button, for eyes; it is no part of the button's name. */
function Key({ view, name }: Pick<AnswerProps, 'view'> & { name: string }) {
  return (view.session?.user.shortcuts ?? true) ? (
    <span class="key" aria-hidden="true">
      {name}
    </span>
  ) : null
}

/** A form of its own: Enter in its field must not press «works». */
function ChangedForm({ isGap, ...props }: AnswerProps & { isGap: boolean }) {
  const { view, subject, after, refused } = props
  const draft = props.draft?.answer === 'changed' ? props.draft : undefined
  const { review: t, contact } = view.t
  return (
    <details class="changed" open={refused !== undefined || draft !== undefined}>
      <summary class="button answer is-changed" data-key="Digit3">
        <Key {...props} name="3" />
        {isGap ? t.found : t.changed}
      </summary>
      <form method="post" action="/review" class="stack" enctype="multipart/form-data">
        <Csrf view={view} />
        <input type="hidden" name="id" value={subject.contact.id} />
        <input type="hidden" name="after" value={after} />
        <input type="hidden" name="answer" value="changed" />
        <label class="field">
          <span>{t.newValue}</span>
          <input
            name="value"
            required
            maxlength={500}
            value={refused?.value ?? draft?.value ?? ''}
            data-focus=""
            aria-describedby={refused ? 'value-hint value-problem' : 'value-hint'}
            aria-invalid={refused ? 'true' : undefined}
          />
          <small id="value-hint">{t.newValueHint}</small>
          {refused && (
            <strong id="value-problem" class="problem">
              {t.badValue} <span lang="en">{cleanText(refused.problem, 300)}</span>
            </strong>
          )}
        </label>
        <label class="field">
          <span>
            {t.note} <small>{contact.optional}</small>
          </span>
          <textarea name="note" rows={1} maxlength={1000}>
            {refused?.note ?? draft?.note ?? ''}
          </textarea>
        </label>
        <PhotoField view={view} problem={draft?.photoProblem} />
        <button type="submit" class="button is-main">
          {t.saveChanged}
        </button>
      </form>
    </details>
  )
}
