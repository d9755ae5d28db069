import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Was anything told since that a list of contacts shows: a change of status, or a deed of somebody? */
export async function isListOlder(db: Database, since: Date): Promise<boolean> {
  const { rows } = await sql<{ older: boolean }>`
    select exists (select from status_changes where at >= ${since})
      or (select at >= ${since} from audit order by id desc limit 1) as older`.execute(db)
  return rows[0]?.older === true
}

/** The same for one contact; here each check counts. */
export async function isContactOlder(db: Database, contactId: string, since: Date): Promise<boolean> {
  const { rows } = await sql<{ older: boolean }>`
    select exists (select from standings where contact_id = ${contactId} and checked_at >= ${since})
      or (select at >= ${since} from status_changes where contact_id = ${contactId} order by id desc limit 1)
      or (select at >= ${since} from audit where subject = ${contactId} order by id desc limit 1) as older`.execute(
    db,
  )
  return rows[0]?.older === true
}
