import { hrefOf, kindOf } from '../../contact-facts.ts'
import type { View } from '../../env.ts'
import type { ReviewSubject } from '../../read-review.ts'
import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import { Icon, NamedIcon } from '../icons.tsx'
import { Moment } from '../moment.tsx'
import { Outside } from '../outside.tsx'
import { safeHref } from '../safe-href.ts'
import { Flags, StatusBadge } from '../status-badge.tsx'
import type { ReviewProps } from './review-page.tsx'

type SubjectProps = ReviewProps & { subject: ReviewSubject }

/** What is to be checked, how, and against what. */
export function Subject(props: SubjectProps) {
  const { view, pipeline, subject } = props
  const { contact, queued, place } = subject
  const { t, language } = view
  const kind = kindOf(pipeline, contact.kind)
  const href = safeHref(hrefOf(pipeline, contact))
  const own = contact.humanCheck?.how[language]
  const ask = contact.value === null ? (own ?? t.contact.askGap) : (own ?? kind?.askPerson[language] ?? '')
  return (
    <div class="subject">
      <p class="quiet about">
        {kind && <Icon inner={kind.icon} />}
        <span>
          {kind?.title[language] ?? contact.kind} · {cleanText(place?.name[language] ?? '', 60)} ·{' '}
          {t.words.audiences[contact.audience]}
        </span>
      </p>
      <h2 id="subject">
        <a href={contactPage(contact.id)}>{cleanText(contact.label[language], 160)}</a>
      </h2>
      <p class="big-value">
        {contact.value === null ? (
          <span class="quiet">{t.words.gap}</span>
        ) : (
          <span class="value">{cleanText(contact.value, 300)}</span>
        )}
        {href && (
          <a class="button is-small" href={href} rel="noopener noreferrer nofollow" target="_blank">
            <NamedIcon name="open" />
            {t.review.open}
          </a>
        )}
      </p>
      <p class="flags">
        <StatusBadge view={view} status={contact.status} />
        {contact.disputed && <Flags view={view} flags={['disputed']} />}
        <span class="quiet">
          {t.review.due}: <Moment view={view} at={queued.dueAt} />
        </span>
      </p>
      <div class="ask">
        <h3>{t.review.what}</h3>
        <p>{cleanText(ask, 600)}</p>
        {contact.hours && (
          <p class="quiet">
            {t.contact.hours}: {cleanText(contact.hours, 200)}
          </p>
        )}
      </div>
      <div class="review-facts">
        <LastWord view={view} subject={subject} />
        <Compare view={view} subject={subject} />
      </div>
    </div>
  )
}

function LastWord({ view, subject }: { view: View; subject: ReviewSubject }) {
  const { review: t, contact } = view.t
  const { words, reviews } = subject
  const tried = reviews.filter(({ answer }) => answer === 'could-not' || answer === 'changed')
  return (
    <section aria-labelledby="last-word">
      <h3 id="last-word">{t.last}</h3>
      {words.length === 0 && tried.length === 0 && <p class="quiet">{t.lastNone}</p>}
      <ul class="plain">
        {words.map(({ actor, at, after }) => {
          const { says, how, note } = (after ?? {}) as Partial<Record<'says' | 'how' | 'note', string>>
          const parts = [t.said[says ?? ''] ?? says, contact.howOptions[how ?? ''] ?? how, note]
          return (
            <li>
              <strong>{cleanText(actor, 80)}</strong>: {cleanText(parts.filter(Boolean).join(', '), 400)}
              <span class="quiet">
                {' '}
                · <Moment view={view} at={at} />
              </span>
            </li>
          )
        })}
        {tried.map(({ by, at, answer, note, newValue }) => (
          <li>
            <strong>{cleanText(by, 80)}</strong>:{' '}
            {cleanText([t.said[answer], newValue, note].filter(Boolean).join(', '), 400)}
            <span class="quiet">
              {' '}
              · <Moment view={view} at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Compare({ view, subject }: { view: View; subject: ReviewSubject }) {
  const { review: t, words } = view.t
  const { contact, sources } = subject
  const isEmpty = contact.listedOn.length === 0 && contact.claims.length === 0
  return (
    <section aria-labelledby="compare">
      <h3 id="compare">{t.compare}</h3>
      {isEmpty && <p class="quiet">{t.compareNone}</p>}
      <ul class="plain">
        {contact.listedOn.slice(0, 5).map((url) => (
          <li>
            <Outside href={url} /> <span class="quiet">{t.official}</span>
          </li>
        ))}
        {contact.claims.slice(0, 6).map((claim) => {
          const source = sources.get(claim.source)
          const title = cleanText(source?.title ?? claim.source, 120)
          return (
            <li>
              {source?.url ? <Outside href={source.url}>{title}</Outside> : title}{' '}
              <span class="quiet">
                {words.says[claim.says] ?? claim.says}
                {claim.detail && `: ${cleanText(claim.detail, 120)}`}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
