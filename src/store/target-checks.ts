import { type CheckRow, checkColumns, priorities } from './checks.ts'
import type { Database } from './database.ts'
import type { CheckTarget } from './schema-checks.ts'

/** Opens a check of a target that belongs to no contact. */
export async function openTargetCheck(
  db: Database,
  target: CheckTarget,
  host: string,
  askedBy: string,
  now: Date,
): Promise<number> {
  const { id } = await db
    .insertInto('open_checks')
    .values({
      target: JSON.stringify(target),
      host,
      priority: priorities.asked,
      asked_by: askedBy,
      queued_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The newest check of a target that belongs to no contact, asked for since then. */
export async function readTargetCheck(
  db: Database,
  { kind, value }: CheckTarget,
  sinceAt: Date,
): Promise<CheckRow | null> {
  const row = await db
    .selectFrom('all_checks')
    .select(checkColumns)
    .where('contact_id', 'is', null)
    .where((eb) => eb(eb.ref('target', '->>').key('value'), '=', value))
    .where((eb) => eb(eb.ref('target', '->>').key('kind'), '=', kind))
    .where('queued_at', '>=', sinceAt)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
