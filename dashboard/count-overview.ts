import { type Status, statusesWorstFirst } from '../src/domain/standing.ts'
import { type AsOf, countContacts } from '../src/store/contacts.ts'
import type { Database } from '../src/store/database.ts'
import { attention } from './contact-filter.ts'

/** The numbers of the overview. */
export interface OverviewCounts {
  total: number
  byStatus: Record<Status, number>
  byMarketplace: Map<string, { status: Status; count: number }[]>
  overdue: number
  disputed: number
  gap: number
  sentence: { total: number; attention: number; suspect: number; human: number; fresh: number }
}

export async function countOverview(db: Database, asOf: AsOf): Promise<OverviewCounts> {
  const rows = await countKept(db, asOf)
  const sum = (by: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + by(row), 0)
  const having = (status: Status) => sum((row) => (row.status === status ? row.contacts : 0))
  const byStatus = Object.fromEntries(statusesWorstFirst.map((status) => [status, having(status)])) as Record<
    Status,
    number
  >
  const total = sum((row) => row.contacts)
  return {
    total,
    byStatus,
    byMarketplace: groupByMarketplace(rows),
    overdue: sum((row) => row.overdue),
    disputed: sum((row) => row.disputed),
    gap: sum((row) => row.gap),
    sentence: {
      total,
      attention: attention.reduce((count, status) => count + byStatus[status], 0),
      suspect: byStatus.suspect,
      human: byStatus.unverifiable,
      fresh: byStatus.fresh,
    },
  }
}

type Rows = Awaited<ReturnType<typeof countContacts>>

/** The counts of a large knowledge base, and when they were made (monotonic milliseconds). */
interface Kept {
  rows: Rows
  atMs: number
  isRenewing: boolean
}

const kept = new WeakMap<Database, Kept>()
/** From so many contacts on, counting all of them takes longer than a page may. */
const manyContacts = 20_000
const renewAfterMs = 5_000
const uselessAfterMs = 60_000

/** Counts; those of a large knowledge base may be some seconds old and are renewed behind the page. */
async function countKept(db: Database, asOf: AsOf): Promise<Rows> {
  const known = kept.get(db)
  const ageMs = known ? performance.now() - known.atMs : Number.POSITIVE_INFINITY
  if (!known || ageMs > uselessAfterMs) return countAnew(db, asOf)
  if (ageMs > renewAfterMs && !known.isRenewing) {
    known.isRenewing = true
    // A failure is left to the next page that has to wait, which tells it.
    void countAnew(db, asOf).catch(() => {
      known.isRenewing = false
    })
  }
  return known.rows
}

async function countAnew(db: Database, asOf: AsOf): Promise<Rows> {
  const rows = await countContacts(db, asOf)
  const total = rows.reduce((sum, row) => sum + row.contacts, 0)
  if (total >= manyContacts) kept.set(db, { rows, atMs: performance.now(), isRenewing: false })
  return rows
}

function groupByMarketplace(rows: readonly { marketplace: string; status: Status; contacts: number }[]) {
  const groups = new Map<string, { status: Status; count: number }[]>()
  for (const status of statusesWorstFirst) {
    for (const row of rows.filter((r) => r.status === status)) {
      groups.set(row.marketplace, [...(groups.get(row.marketplace) ?? []), { status, count: row.contacts }])
    }
  }
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b)))
}
