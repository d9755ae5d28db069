import type { Database } from './database.ts'

/** What an administrator may turn on. Everything is off until somebody does. */
export type Switch = 'public-status'

export async function isOn(db: Database, name: Switch): Promise<boolean> {
  const row = await db
    .selectFrom('switches')
    .select('is_on as isOn')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.isOn ?? false
}

export async function turn(tx: Database, name: Switch, on: boolean, by: string, now: Date): Promise<void> {
  const row = { is_on: on, changed_at: now, changed_by: by }
  await tx
    .insertInto('switches')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}
