import { type Status, statusesWorstFirst } from '../src/domain/standing.ts'
import type { AsOf } from '../src/store/contacts.ts'
import type { Database } from '../src/store/database.ts'
import { type Capped, type ContactCount, countContacts, countFlagged } from '../src/store/tallies.ts'
import { attention } from './contact-filter.ts'

/** The numbers of the overview. */
export interface OverviewCounts {
  total: number
  byStatus: Record<Status, number>
  byMarketplace: Map<string, { status: Status; count: number }[]>
  overdue: Capped
  disputed: Capped
  gap: Capped
  sentence: { total: number; attention: number; suspect: number; human: number; fresh: number }
}

export async function countOverview(db: Database, asOf: AsOf): Promise<OverviewCounts> {
  const [rows, overdue, disputed] = await Promise.all([
    countContacts(db),
    countFlagged(db, 'overdue', asOf),
    countFlagged(db, 'disputed', asOf),
  ])
  const sum = (by: (row: ContactCount) => number) => rows.reduce((total, row) => total + by(row), 0)
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
    overdue,
    disputed,
    gap: { count: sum((row) => row.gap), isMore: false },
    sentence: {
      total,
      attention: attention.reduce((count, status) => count + byStatus[status], 0),
      suspect: byStatus.suspect,
      human: byStatus.unverifiable,
      fresh: byStatus.fresh,
    },
  }
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
