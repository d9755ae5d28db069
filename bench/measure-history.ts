import { sql } from 'kysely'
import { alive, not } from '../src/domain/verdict.ts'
import { planDue } from '../src/pipeline/plan-due.ts'
import { recordChecks } from '../src/pipeline/record-check.ts'
import type { Database } from '../src/store/database.ts'
import { plainResult } from './lived-results.ts'
import { pipelineOn, takeAll } from './measure-store.ts'
import { seedContacts } from './seed-contacts.ts'

const batch = 100
const dayMs = 24 * 3_600_000

/** History of one contact and year, bytes with indexes: what pruning leaves for ever. */
export interface HistoryFigures {
  spellBytes: number
  statusChangeBytes: number
  spellsAYear: number
}

/**
 * Lets contacts be checked each day of a year, each failing on one day of a hundred, through the real way of
 * recording, and weighs what is left of it.
 */
export async function measureHistory(db: Database, contacts: number): Promise<HistoryFigures> {
  const fromAt = new Date(Date.now() + 3_600_000)
  await seedContacts(db, { contacts, hosts: contacts, port: 80, spreadMs: 0, fromAt })
  const clock = { now: fromAt }
  const pipeline = pipelineOn(db, clock)
  const hiccup = not('unknown', 'http5xx', 'http/server-error', '503')
  for (let day = 0; day < 365; day += 1) {
    clock.now = new Date(fromAt.getTime() + day * dayMs)
    await sql`update due set due_at = ${clock.now}`.execute(db)
    await planDue(pipeline, [contacts])
    for (let left = contacts; left > 0; left -= batch) {
      const checks = await takeAll(db, clock.now)
      const recordings = checks.map((check, place) => ({
        check,
        result: plainResult((place * 7 + day) % 100 === 0 ? hiccup : alive(), clock.now),
      }))
      await recordChecks(pipeline, recordings)
    }
    await sql`truncate checks`.execute(db)
  }
  const { rows } = await sql<{ spells: number; changes: number; count: number }>`
    select pg_total_relation_size('spells') as spells, pg_total_relation_size('status_changes') as changes,
      (select count(*) from spells) as count`.execute(db)
  const [row] = rows
  return {
    spellBytes: (row?.spells ?? 0) / contacts,
    statusChangeBytes: (row?.changes ?? 0) / contacts,
    spellsAYear: (row?.count ?? 0) / contacts,
  }
}
