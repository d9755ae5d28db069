import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { ArchiveCopyTable } from './schema-articles.ts'

export type ArchiveCopy = Selectable<ArchiveCopyTable>

/** Addresses of contacts that are confirmed gone or changed, of which the archive was not asked lately. */
export async function listUnarchived(db: Database, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .leftJoin('archive_copies as a', 'a.url', 'c.value')
    .select('c.value')
    .distinct()
    .where('s.status', 'in', ['broken', 'changed'])
    .where('c.removed_at', 'is', null)
    .where('c.value', 'like', 'http%')
    .where((eb) => eb.or([eb('a.url', 'is', null), eb('a.expires_at', '<=', now)]))
    .orderBy('c.value')
    .limit(limit)
    .execute()
  return rows.flatMap(({ value }) => value ?? [])
}

/** Keeps what the archive said, found or not. */
export async function saveArchiveCopy(db: Database, copy: ArchiveCopy): Promise<void> {
  const { url, ...rest } = copy
  await db
    .insertInto('archive_copies')
    .values(copy)
    .onConflict((conflict) => conflict.column('url').doUpdateSet(rest))
    .execute()
}

/** Says that the archive could not be asked; a copy that was found before stays. */
export async function postponeArchive(db: Database, url: string, now: Date, until: Date): Promise<void> {
  await db
    .insertInto('archive_copies')
    .values({ url, copy_url: null, taken_at: null, asked_at: now, expires_at: until })
    .onConflict((conflict) => conflict.column('url').doUpdateSet({ expires_at: until }))
    .execute()
}

/** The copy of an address, if the archive has one as far as we know. */
export async function readArchiveCopy(db: Database, url: string | null): Promise<ArchiveCopy | null> {
  if (url === null) return null
  const query = db.selectFrom('archive_copies').selectAll().where('url', '=', url)
  return (await query.where('copy_url', 'is not', null).executeTakeFirst()) ?? null
}
