import { statusesWorstFirst } from '../../src/domain/standing.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { ContactRow } from '../../src/store/contacts.ts'
import { attention, listPath } from '../contact-filter.ts'
import type { OverviewCounts } from '../count-overview.ts'
import type { View } from '../env.ts'
import type { OverviewExtras } from '../read-overview-extras.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from './clean-text.ts'
import { ContactItem } from './contact-item.tsx'
import { FirstSteps } from './empty-never.tsx'
import { StatusIcon } from './icons.tsx'
import { Page } from './layout.tsx'
import { Moment } from './moment.tsx'
import { DayStrip, MachineLine, QueueLine, SinceLastVisit } from './overview-extras.tsx'
import { ShareBar } from './share-bar.tsx'

export interface OverviewProps {
  view: View
  pipeline: Pipeline
  counts: OverviewCounts
  hand: readonly ContactRow[]
  disputed: readonly ContactRow[]
  places: ReadonlyMap<string, string>
  lastLookAt: Date | null
  extras: OverviewExtras
}

/** The first page: one sentence, the numbers behind it, and what to take up first. */
export function OverviewPage(props: OverviewProps) {
  const { view, counts, lastLookAt, extras } = props
  const { t } = view
  if (counts.total === 0) {
    return (
      <Page view={view} title={t.frame.product} section="overview">
        <h1>{t.lists.sentence(counts.sentence)}</h1>
        <FirstSteps view={view} />
      </Page>
    )
  }
  return (
    <Page view={view} title={t.lists.sentence(counts.sentence)} section="overview" live="all">
      <div class="lead" data-live="lead">
        <h1>{t.lists.sentence(counts.sentence)}</h1>
        <div>
          {lastLookAt && (
            <p class="quiet">
              {t.lists.lastLook} <Moment view={view} at={lastLookAt} />
            </p>
          )}
          <MachineLine view={view} extras={extras} />
        </div>
      </div>
      <Tiles view={view} counts={counts} />
      <div class="split">
        <div class="main-column" data-live="hand">
          <NeedsHand {...props} />
          <QueueLine view={view} extras={extras} />
        </div>
        <div class="side" data-live="side">
          <SinceLastVisit view={view} extras={extras} />
          <ByMarketplace {...props} />
          <DayStrip view={view} extras={extras} />
          {props.disputed.length > 0 && <Disputed {...props} />}
        </div>
      </div>
    </Page>
  )
}

function Tiles({ view, counts }: Pick<OverviewProps, 'view' | 'counts'>) {
  const { words, lists } = view.t
  return (
    <nav aria-label={lists.byStatus} data-live="tiles">
      <ul class="tiles">
        {statusesWorstFirst.map((status) => (
          <li>
            <a
              class={`tile is-${status}${counts.byStatus[status] === 0 ? ' is-none' : ''}`}
              href={listPath({ status: [status] })}
            >
              <b>{counts.byStatus[status]}</b>
              <span>
                <StatusIcon status={status} />
                {words.statuses[status]}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p class="flag-links">
        {(['overdue', 'disputed', 'gap'] as const)
          .filter((flag) => counts[flag].count > 0)
          .map((flag) => (
            <a class={`flag is-${flag}`} href={listPath({ flag })}>
              {words.flags[flag]}:{' '}
              {counts[flag].isMore ? view.t.desk.overview.moreThan(counts[flag].count) : counts[flag].count}
            </a>
          ))}
      </p>
    </nav>
  )
}

function NeedsHand({ view, pipeline, hand, places, counts }: OverviewProps) {
  const { lists } = view.t
  return (
    <section class="panel" aria-labelledby="hand">
      <h2 id="hand">{lists.needsHand}</h2>
      {hand.length === 0 ? (
        <p class="quiet">{lists.needsHandNone}</p>
      ) : (
        <ul class="items is-narrow">
          {hand.map((row) => (
            <ContactItem view={view} pipeline={pipeline} row={row} places={places} />
          ))}
        </ul>
      )}
      {counts.sentence.attention > hand.length && (
        <p>
          <a href={listPath({ status: attention })}>{lists.allOfThem}</a>
        </p>
      )}
    </section>
  )
}

function ByMarketplace({ view, counts, places }: OverviewProps) {
  const { words, lists } = view.t
  return (
    <section class="panel" aria-labelledby="places">
      <h2 id="places">{lists.byMarketplace}</h2>
      <ul class="places">
        {[...counts.byMarketplace].map(([id, parts]) => {
          const total = parts.reduce((sum, part) => sum + part.count, 0)
          const label = parts.map(({ status, count }) => `${words.statuses[status]}: ${count}`).join(', ')
          return (
            <li>
              <a href={listPath({ marketplace: id })}>{places.get(id) ?? id}</a>
              <span class="quiet">{words.contacts(total)}</span>
              <ShareBar parts={parts} label={label} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Disputed({ view, disputed, counts }: OverviewProps) {
  const { lists } = view.t
  return (
    <section class="panel" aria-labelledby="disputed">
      <h2 id="disputed">{lists.disputed}</h2>
      <p class="quiet">{lists.disputedLead}</p>
      <ul class="plain">
        {disputed.map((row) => (
          <li>
            <a href={contactPage(row.id)}>{cleanText(row.label[view.language], 100)}</a>{' '}
            <span class="value quiet">{cleanText(row.value ?? '', 60)}</span>
          </li>
        ))}
      </ul>
      {counts.disputed.count > disputed.length && (
        <a href={listPath({ flag: 'disputed' })}>{lists.allOfThem}</a>
      )}
    </section>
  )
}
