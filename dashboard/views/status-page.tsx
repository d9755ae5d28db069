import { attention } from '../contact-filter.ts'
import type { OverviewCounts } from '../count-overview.ts'
import type { View } from '../env.ts'
import { StatusIcon } from './icons.tsx'
import { Page } from './layout.tsx'
import { Moment } from './moment.tsx'
import { ShareBar } from './share-bar.tsx'

export interface StatusPageProps {
  view: View
  counts: OverviewCounts
  /** Names of marketplaces by id. */
  places: ReadonlyMap<string, string>
  lastLookAt: Date | null
}

/** Data older than this are said to be old, milliseconds. */
const oldMs = 6 * 3_600_000

/** What anybody may know: how many contacts work, by marketplace. No contact and no person is named. */
export function StatusPage({ view, counts, places, lastLookAt }: StatusPageProps) {
  const { status: t } = view.t.desk
  const broken = attention.reduce((sum, status) => sum + counts.byStatus[status], 0)
  const isOld = lastLookAt === null || view.now.getTime() - lastLookAt.getTime() > oldMs
  const sentence = isOld ? t.old : broken === 0 ? t.allGood : t.some(broken, counts.total)
  return (
    <Page view={view} title={t.title}>
      <section class={`panel public-state is-${isOld ? 'suspect' : broken === 0 ? 'fresh' : 'broken'}`}>
        <h1>
          <StatusIcon status={isOld ? 'suspect' : broken === 0 ? 'fresh' : 'broken'} />
          {sentence}
        </h1>
        <p class="quiet">
          {lastLookAt ? (
            <>
              {t.asOf} <Moment view={view} at={lastLookAt} exact />
            </>
          ) : (
            t.never
          )}
        </p>
      </section>
      <section class="panel" aria-labelledby="places">
        <h2 id="places">{view.t.lists.byMarketplace}</h2>
        <ul class="places">
          {[...counts.byMarketplace].map(([id, parts]) => {
            const total = parts.reduce((sum, part) => sum + part.count, 0)
            const works = parts.find(({ status }) => status === 'fresh')?.count ?? 0
            const label = parts.map(({ status, count }) => `${view.t.words.statuses[status]}: ${count}`)
            return (
              <li>
                <strong>{places.get(id) ?? id}</strong>
                <span class="quiet">{t.works(works, total)}</span>
                <ShareBar parts={parts} label={label.join(', ')} />
                <span class="quiet place-words">{label.join(', ')}</span>
              </li>
            )
          })}
        </ul>
      </section>
      <Follow view={view} places={[...counts.byMarketplace.keys()]} />
    </Page>
  )
}

function Follow({ view, places }: { view: View; places: readonly string[] }) {
  const { status: t } = view.t.desk
  return (
    <section class="panel" aria-labelledby="follow">
      <h2 id="follow">{t.follow}</h2>
      <p>
        <a href="/feed.atom">{t.feed}</a>
      </p>
      {places.length > 0 && (
        <p>
          {t.badges}:{' '}
          {places.map((id, index) => (
            <>
              {index > 0 && ', '}
              <a href={`/badge/${encodeURIComponent(id)}.svg`}>{id}</a>
            </>
          ))}
        </p>
      )}
    </section>
  )
}
