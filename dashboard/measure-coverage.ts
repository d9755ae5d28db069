import type { Audience } from '../src/domain/contact.ts'
import type { Status } from '../src/domain/standing.ts'
import { type CoverageRow, countCoverage, listWeakContacts, type WeakContact } from '../src/store/coverage.ts'
import type { Database } from '../src/store/database.ts'

/** How many ways work, fail, and how many nobody can vouch for. */
export interface Ways {
  working: number
  failing: number
  unsure: number
  lost: number
  disputed: number
}

/** One purpose at one marketplace. */
export interface PurposeCoverage extends Ways {
  purpose: string
  audiences: Audience[]
  weak: WeakContact[]
}

export interface PlaceCoverage {
  marketplace: string
  /** Ways that serve sellers and buyers; those for anyone count for both. */
  sellers: Ways
  buyers: Ways
  purposes: PurposeCoverage[]
}

const maxWeak = 500

/** Coverage of each marketplace, worst first: purposes without a working way before those with few. */
export async function measureCoverage(db: Database): Promise<PlaceCoverage[]> {
  const [rows, weak] = await Promise.all([countCoverage(db), listWeakContacts(db, maxWeak)])
  const places = [...new Set(rows.map((row) => row.marketplace))].map((marketplace) => {
    const own = rows.filter((row) => row.marketplace === marketplace)
    const purposes = [...new Set(own.map((row) => row.purpose))].map((purpose) => {
      const of = own.filter((row) => row.purpose === purpose)
      return {
        ...sum(of),
        purpose,
        audiences: [...new Set(of.map((row) => row.audience))].sort(),
        weak: weak.filter((contact) => contact.marketplace === marketplace && contact.purpose === purpose),
      }
    })
    return {
      marketplace,
      sellers: sum(own.filter((row) => row.audience !== 'buyer')),
      buyers: sum(own.filter((row) => row.audience !== 'seller')),
      purposes: purposes.sort(
        (a, b) => badness(b) - badness(a) || a.working - b.working || (a.purpose < b.purpose ? -1 : 1),
      ),
    }
  })
  const uncovered = (place: PlaceCoverage) => place.purposes.filter((one) => one.working === 0).length
  return places.sort((a, b) => uncovered(b) - uncovered(a) || (a.marketplace < b.marketplace ? -1 : 1))
}

/** No way left and some failing is worst, then no confirmed way, then lost links, then disputes. */
export function badness({ working, failing, lost, disputed }: Ways): number {
  if (working === 0) return failing > 0 ? 4 : 3
  return lost > 0 ? 2 : disputed > 0 ? 1 : 0
}

const failing: readonly Status[] = ['broken', 'changed', 'down', 'suspect']

function sum(rows: readonly CoverageRow[]): Ways {
  const ways: Ways = { working: 0, failing: 0, unsure: 0, lost: 0, disputed: 0 }
  for (const row of rows) {
    const found = row.ways - row.lost
    if (row.status === 'fresh') ways.working += found
    else if (failing.includes(row.status)) ways.failing += found
    else ways.unsure += found
    ways.lost += row.lost
    ways.disputed += row.disputed
  }
  return ways
}
