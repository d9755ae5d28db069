import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Role } from './schema-people.ts'

/** One line of the list of people. */
export interface UserRow {
  id: number
  name: string
  role: Role
  /** Null: all of them. */
  marketplaces: string[] | null
  createdAt: Date
  disabledAt: Date | null
  /** Last time any browser of theirs asked for a page; null without an open session. */
  seenAt: Date | null
}

function selectUsers(db: Database) {
  return db
    .selectFrom('users as u')
    .select([
      'u.id',
      'u.name',
      'u.role',
      'u.marketplaces',
      'u.created_at as createdAt',
      'u.disabled_at as disabledAt',
    ])
    .select(sql<Date | null>`(select max(s.seen_at) from sessions as s where s.user_id = u.id)`.as('seenAt'))
}

/** Everybody who ever signed in, working accounts first. */
export async function listUsers(db: Database): Promise<UserRow[]> {
  return selectUsers(db).orderBy(sql`u.disabled_at is not null`).orderBy('u.name').orderBy('u.id').execute()
}

export async function readUser(db: Database, id: number): Promise<UserRow | null> {
  return (await selectUsers(db).where('u.id', '=', id).executeTakeFirst()) ?? null
}

/** What an administrator may change of somebody. */
export interface UserChange {
  role: Role
  marketplaces: readonly string[] | null
}

/**
 * Changes role and marketplaces. `last-administrator`: nobody would be left to manage people. Rows of
 * administrators are locked first, so that two of them cannot demote each other at once.
 */
export async function changeUser(
  tx: Database,
  id: number,
  change: UserChange,
): Promise<'done' | 'unknown' | 'last-administrator'> {
  const refusal = await refuse(tx, id, change.role === 'admin')
  if (refusal) return refusal
  await tx
    .updateTable('users')
    .set({ role: change.role, marketplaces: change.marketplaces === null ? null : [...change.marketplaces] })
    .where('id', '=', id)
    .execute()
  return 'done'
}

/** Shuts somebody out: sessions, unused links and the calendar feed end at once. What they did stays theirs. */
export async function disableUser(
  tx: Database,
  id: number,
  now: Date,
): Promise<'done' | 'unknown' | 'last-administrator'> {
  const refusal = await refuse(tx, id, false)
  if (refusal) return refusal
  await tx
    .updateTable('users')
    .set({ disabled_at: now })
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .execute()
  await tx.deleteFrom('sessions').where('user_id', '=', id).execute()
  await tx.deleteFrom('calendar_links').where('user_id', '=', id).execute()
  await tx.deleteFrom('invites').where('user_id', '=', id).where('used_at', 'is', null).execute()
  return 'done'
}

export async function enableUser(tx: Database, id: number): Promise<'done' | 'unknown'> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ disabled_at: null })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? 'done' : 'unknown'
}

async function refuse(
  tx: Database,
  id: number,
  staysAdministrator: boolean,
): Promise<'unknown' | 'last-administrator' | null> {
  const admins = await tx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .forUpdate()
    .execute()
  const user = await tx.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst()
  if (!user) return 'unknown'
  const isLast = admins.length === 1 && admins[0]?.id === id
  return isLast && !staysAdministrator ? 'last-administrator' : null
}

export async function setShortcuts(db: Database, userId: number, shortcuts: boolean): Promise<void> {
  await db.updateTable('users').set({ shortcuts }).where('id', '=', userId).execute()
}

/** A pause longer than this ends a visit, milliseconds. */
const visitGapMs = 30 * 60_000

/** When a person's visit before this one ended; null at the first. */
export async function readLook(db: Database, userId: number): Promise<Date | null> {
  const row = await db
    .selectFrom('users')
    .select('visited_before_at as before')
    .where('id', '=', userId)
    .executeTakeFirst()
  return row?.before ?? null
}

/** Notes that somebody looks at the overview. @returns when their visit before this one ended; null at the first. */
export async function noteLook(db: Database, userId: number, now: Date): Promise<Date | null> {
  const gapStart = new Date(now.getTime() - visitGapMs)
  const row = await db
    .updateTable('users')
    .set({
      visited_before_at: sql<Date | null>`case when looked_at < ${gapStart} then looked_at else visited_before_at end`,
      looked_at: now,
    })
    .where('id', '=', userId)
    .returning('visited_before_at as before')
    .executeTakeFirst()
  return row?.before ?? null
}
