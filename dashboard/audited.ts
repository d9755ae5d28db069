import type { Context } from 'hono'
import { type AuditEntry, addAudit } from '../src/store/audit.ts'
import type { Database } from '../src/store/database.ts'
import type { Env } from './env.ts'
import type { House } from './house.ts'

/** What was done, for the log; null: nothing was, so nothing is written. */
type Deed = Pick<AuditEntry, 'action' | 'subject' | 'before' | 'after'> | null

/** Does something in one transaction with its line in the audit log, under the name of whoever is signed in. */
export async function audited<Result>(
  { pipeline }: House,
  c: Context<Env>,
  work: (tx: Database, now: Date) => Promise<{ result: Result; deed: Deed }>,
): Promise<Result> {
  const { now, session } = c.get('view')
  return pipeline.db.transaction().execute(async (tx) => {
    const { result, deed } = await work(tx, now)
    if (deed) await addAudit(tx, { at: now, actor: session?.user.name ?? '', ...deed })
    return result
  })
}
