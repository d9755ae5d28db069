import type { Database } from './database.ts'
import type { Role } from './schema-people.ts'
import { hashOf, newSecret } from './secrets.ts'
import { storableText } from './storable.ts'

export interface User {
  id: number
  name: string
  role: Role
  language: string
  /** Marketplaces whose contacts an editor may change; null: all of them. */
  marketplaces: string[] | null
  /** Do keys without a modifier do something on pages? */
  shortcuts: boolean
}

/** A signed-in browser. */
export interface Session {
  user: User
  csrfToken: string
}

const hourMs = 3_600_000
/** A one-time link lives this long; a session at most this long, and this long unused. */
export const inviteMs = 24 * hourMs
const sessionMs = 7 * 24 * hourMs
const idleMs = 12 * hourMs

/** Makes a one-time sign-in link's secret. Only its hash is stored. */
export async function createInvite(
  db: Database,
  role: Role,
  now: Date,
  userId: number | null = null,
  limits: { marketplaces: readonly string[] | null; by: string | null } = { marketplaces: null, by: null },
): Promise<string> {
  const secret = newSecret('')
  await db
    .insertInto('invites')
    .values({
      token_hash: hashOf(secret),
      role,
      user_id: userId,
      marketplaces: limits.marketplaces === null ? null : [...limits.marketplaces],
      invited_by: limits.by,
      created_at: now,
      expires_at: new Date(now.getTime() + inviteMs),
      used_at: null,
    })
    .execute()
  return secret
}

/** The role that a link still gives; null: unknown, used or too old. Changes nothing. */
export async function readInvite(db: Database, secret: string, now: Date): Promise<{ role: Role } | null> {
  const row = await db
    .selectFrom('invites')
    .select('role')
    .where('token_hash', '=', hashOf(secret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ?? null
}

/** Uses a link up: makes its user if it has none and signs in. Null when the link is no good any more. */
export async function useInvite(
  db: Database,
  secret: string,
  name: string,
  language: string,
  now: Date,
  agent = '',
): Promise<{ sessionId: string; user: User } | null> {
  return db.transaction().execute(async (tx) => {
    const invite = await tx
      .updateTable('invites')
      .set({ used_at: now })
      .where('token_hash', '=', hashOf(secret))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning(['role', 'marketplaces', 'user_id as userId'])
      .executeTakeFirst()
    if (!invite) return null
    const user =
      invite.userId === null
        ? await tx
            .insertInto('users')
            .values({
              ...{ name, role: invite.role, language, created_at: now },
              marketplaces: invite.marketplaces,
            })
            .returning(userColumns)
            .executeTakeFirstOrThrow()
        : await tx
            .selectFrom('users')
            .select(userColumns)
            .where('id', '=', invite.userId)
            .where('disabled_at', 'is', null)
            .executeTakeFirst()
    return user ? { sessionId: await openSession(tx, user.id, now, agent), user } : null
  })
}

const userColumns = ['id', 'name', 'role', 'language', 'marketplaces', 'shortcuts'] as const

async function openSession(db: Database, userId: number, now: Date, agent: string): Promise<string> {
  const id = newSecret('')
  await db
    .insertInto('sessions')
    .values({
      id_hash: hashOf(id),
      user_id: userId,
      agent: storableText(agent.slice(0, 300)),
      csrf_token: newSecret(''),
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + sessionMs),
    })
    .execute()
  return id
}

/**
 * The session of a cookie; null when there is none, it ended, or it was unused for too long.
 * @param isUse false: a page asks by itself, which is no use of the session.
 */
export async function readSession(
  db: Database,
  id: string,
  now: Date,
  isUse = true,
): Promise<Session | null> {
  const row = await db
    .updateTable('sessions as s')
    .from('users as u')
    .set((eb) => ({ seen_at: isUse ? now : eb.ref('s.seen_at') }))
    .where('s.id_hash', '=', hashOf(id))
    .whereRef('u.id', '=', 's.user_id')
    .where('u.disabled_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('s.seen_at', '>', new Date(now.getTime() - idleMs))
    .returning(['u.id', 'u.name', 'u.role', 'u.language', 'u.marketplaces', 'u.shortcuts'])
    .returning('s.csrf_token as csrfToken')
    .executeTakeFirst()
  if (!row) return null
  const { csrfToken, ...user } = row
  return { user, csrfToken }
}

export async function endSession(db: Database, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', hashOf(id)).execute()
}

export async function setLanguage(db: Database, userId: number, language: string): Promise<void> {
  await db.updateTable('users').set({ language }).where('id', '=', userId).execute()
}

export async function hasAdministrator(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
