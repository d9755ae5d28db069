import { lagCountedAtMost } from '../../src/store/lag.ts'
import type { View } from '../env.ts'
import { statedDay } from '../i18n/moments.ts'
import type { OverviewExtras } from '../read-overview-extras.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from './clean-text.ts'
import { StatusIcon } from './icons.tsx'
import { Moment } from './moment.tsx'

type Part = { view: View; extras: OverviewExtras }

/** What became different since somebody last looked: the change as a whole, not each step of it. */
export function SinceLastVisit({ view, extras }: Part) {
  const { overview: t } = view.t.desk
  const { since } = extras
  if (!since) return null
  const { statuses } = view.t.words
  return (
    <section class="panel" aria-labelledby="since">
      <h2 id="since">{t.since}</h2>
      <p class="quiet">
        <Moment view={view} at={since.at} />
        {since.total === 0 && `. ${t.sinceNone}`}
      </p>
      <ul class="plain">
        {since.rows.map(({ id, label, from, to }) => (
          <li class="since-row">
            <StatusIcon status={to} />
            <span>
              <a href={contactPage(id)}>{cleanText(label[view.language], 100)}</a>{' '}
              <span class="quiet">
                {statuses[from]} → {statuses[to]}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {since.total > since.rows.length && (
        <p class="quiet">
          {since.isMore ? t.moreThan(since.total) : t.more(since.total - since.rows.length)}
        </p>
      )}
    </section>
  )
}

const height = 40

/** Breaks above the line, returns below it: position says what colour says. */
export function DayStrip({ view, extras }: Part) {
  const { overview: t } = view.t.desk
  const { days } = extras
  const most = Math.max(1, ...days.map(({ broke, back }) => Math.max(broke, back)))
  const isQuiet = days.every(({ broke, back }) => broke === 0 && back === 0)
  const scale = (count: number) => (count === 0 ? 0 : Math.max(3, (count / most) * (height / 2 - 1)))
  const name = (day: string) => statedDay(day, view.language)
  return (
    <section class="panel" aria-labelledby="days">
      <h2 id="days">{t.days}</h2>
      {isQuiet ? (
        <p class="quiet">{t.noneIn14}</p>
      ) : (
        <figure class="strip">
          <svg viewBox={`0 0 ${days.length * 10} ${height}`} preserveAspectRatio="none" aria-hidden="true">
            <rect class="fill-retired" x="0" y={height / 2 - 0.3} width={days.length * 10} height="0.6" />
            {days.map(({ broke, back }, index) => (
              <>
                <rect
                  class="fill-broken"
                  x={index * 10 + 1}
                  y={height / 2 - scale(broke)}
                  width="8"
                  height={scale(broke)}
                />
                <rect class="fill-fresh" x={index * 10 + 1} y={height / 2} width="8" height={scale(back)} />
              </>
            ))}
          </svg>
          <figcaption class="quiet strip-ends">
            <span>{name(days[0]?.day ?? '')}</span>
            <span>
              ↑ {t.broke} ↓ {t.back}
            </span>
          </figcaption>
          <ul class="visually-hidden">
            {days
              .filter(({ broke, back }) => broke + back > 0)
              .map(({ day, broke, back }) => (
                <li>{t.day(name(day), broke, back)}</li>
              ))}
          </ul>
        </figure>
      )}
    </section>
  )
}

/** Nearer than this a minute hand has nothing to say. */
const soonMs = 60_000

/** Is anybody checking at all, and how far behind. */
export function MachineLine({ view, extras }: Part) {
  const { overview: t } = view.t.desk
  const { workers, pulse } = extras
  const most = lagCountedAtMost
  return (
    <p class="quiet machine">
      <a href="/system">{t.machine}</a>: {t.workers(workers)},{' '}
      {pulse.lastHour > most ? t.lastHourMore(t.moreThan(most)) : t.lastHour(pulse.lastHour)}
      {pulse.nextDueAt && (
        <>
          , {t.nextCheck}{' '}
          {pulse.nextDueAt.getTime() - view.now.getTime() < soonMs ? (
            view.t.contact.soon
          ) : (
            <Moment view={view} at={pulse.nextDueAt} />
          )}
        </>
      )}
    </p>
  )
}

/** How much waits for people; the way there. */
export function QueueLine({ view, extras }: Part) {
  const { overview: t } = view.t.desk
  const { forPeople } = extras
  return (
    <section class="panel queue-line" aria-label={view.t.review.title}>
      <p>{forPeople.isMore ? t.queueMore(t.moreThan(forPeople.total)) : t.queue(forPeople.total)}</p>
      {forPeople.total > 0 && (
        <a class="button" href="/review">
          {t.openQueue}
        </a>
      )}
    </section>
  )
}
