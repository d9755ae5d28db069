import type { Status } from '../../src/domain/standing.ts'
import type { ContactFilter } from '../../src/store/contacts.ts'
import { listPath } from '../contact-filter.ts'
import type { View } from '../env.ts'
import { badness, type PlaceCoverage, type PurposeCoverage, type Ways } from '../measure-coverage.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from './clean-text.ts'
import { EmptyNever } from './empty-never.tsx'
import { StatusIcon } from './icons.tsx'
import { Page } from './layout.tsx'

export interface CoverageProps {
  view: View
  places: readonly PlaceCoverage[]
  /** Names of marketplaces by id. */
  names: ReadonlyMap<string, string>
}

/** How many working ways remain, by marketplace and purpose, worst first. */
export function CoveragePage({ view, places, names }: CoverageProps) {
  const { coverage: t } = view.t.desk
  return (
    <Page view={view} title={t.title} section="coverage">
      <div>
        <h1>{t.title}</h1>
        <p class="quiet">{t.lead}</p>
      </div>
      {places.length === 0 && <EmptyNever view={view} heading={view.t.lists.emptyNever} />}
      {places.map((place) => (
        <section class="panel" aria-labelledby={`place-${place.marketplace}`}>
          <h2 id={`place-${place.marketplace}`}>
            <a href={listPath({ marketplace: place.marketplace })}>
              {names.get(place.marketplace) ?? cleanText(place.marketplace, 60)}
            </a>
          </h2>
          <p>
            {t.forSellers}: {t.working(place.sellers.working)}. {t.forBuyers}:{' '}
            {t.working(place.buyers.working)}.
          </p>
          <ul class="coverage">
            {place.purposes.map((purpose) => (
              <Purpose view={view} marketplace={place.marketplace} purpose={purpose} />
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}

function Purpose({
  view,
  marketplace,
  purpose,
}: {
  view: View
  marketplace: string
  purpose: PurposeCoverage
}) {
  const { desk, words } = view.t
  const { coverage: t } = desk
  const name = t.purposes[purpose.purpose] ?? cleanText(purpose.purpose, 60)
  const filter: ContactFilter = { marketplace, purpose: purpose.purpose }
  const audiences = purpose.audiences.map((one) => words.audiences[one] ?? one).join(', ')
  return (
    <li class={`coverage-row ${statusClass(purpose)}`}>
      <div>
        <a class="item-name" href={listPath(filter)}>
          {name}
        </a>
        <span class="quiet">{audiences}</span>
      </div>
      <p class="coverage-verdict">
        <StatusIcon status={iconOf(purpose)} />
        {verdictOf(view, purpose)}
      </p>
      <Counts view={view} ways={purpose} filter={filter} />
      {purpose.weak.length > 0 && (
        <ul class="plain weak">
          {purpose.weak.map(({ id, label, isLost }) => (
            <li>
              <a href={contactPage(id)}>{cleanText(label[view.language], 120)}</a>{' '}
              <span class={`flag is-${isLost ? 'gap' : 'disputed'}`}>
                {isLost ? words.flags.gap : words.flags.disputed}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const worst: Record<number, Status> = { 4: 'broken', 3: 'unverifiable', 2: 'unverifiable', 1: 'changed' }

function iconOf(ways: Ways): Status {
  return worst[badness(ways)] ?? 'fresh'
}

function statusClass(ways: Ways): string {
  return `is-${iconOf(ways)}`
}

function verdictOf({ t }: View, ways: Ways): string {
  const { coverage } = t.desk
  if (ways.working > 0) return coverage.working(ways.working)
  return ways.failing > 0 ? coverage.noneLeft : coverage.noneSure
}

function Counts({ view, ways, filter }: { view: View; ways: Ways; filter: ContactFilter }) {
  const { coverage: t } = view.t.desk
  const failing: Status[] = ['broken', 'changed', 'down', 'suspect']
  const parts = [
    { count: ways.failing, text: t.failing, path: listPath({ ...filter, status: failing }) },
    {
      count: ways.unsure,
      text: t.unsure,
      path: listPath({ ...filter, status: ['unverifiable', 'unchecked'] }),
    },
    { count: ways.lost, text: t.lost, path: listPath({ ...filter, flag: 'gap' }) },
    { count: ways.disputed, text: t.disputed, path: listPath({ ...filter, flag: 'disputed' }) },
  ].filter(({ count }) => count > 0)
  if (parts.length === 0) return null
  return (
    <p class="coverage-counts quiet">
      {parts.map(({ count, text, path }) => (
        <a href={path}>{text(count)}</a>
      ))}
    </p>
  )
}
