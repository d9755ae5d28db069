import { sql } from 'kysely'
import { wordActions } from './audit.ts'
import type { Database } from './database.ts'

/** A picture whose file is kept; `file` is its path under DATA_DIR, width and height are pixels as shown. */
export interface KeptPhoto {
  file: string
  width: number
  height: number
}

/** Adds a picture to what a person said of a contact. */
export async function addPhoto(
  tx: Database,
  { contactId, auditId, photo, at, untilAt }: PhotoOfWord,
): Promise<void> {
  const { file, width, height } = photo
  const row = { contact_id: contactId, audit_id: auditId, file, width, height, at, until_at: untilAt }
  await tx.insertInto('photos').values(row).execute()
}

interface PhotoOfWord {
  contactId: string
  /** The entry of the log that says who, when and what. */
  auditId: number
  photo: KeptPhoto
  at: Date
  /** Until when the word holds at most. */
  untilAt: Date
}

/** The file of a picture whose word still stands; null: there is none. */
export async function readPhotoOf(db: Database, id: number): Promise<string | null> {
  const row = await db
    .selectFrom('photos as p')
    .innerJoin('audit as a', 'a.id', 'p.audit_id')
    .where('p.id', '=', id)
    .where('a.undone_at', 'is', null)
    .select('p.file')
    .executeTakeFirst()
  return row?.file ?? null
}

/** What people said of a contact and did not take back, newest first, with the picture of each. */
export async function listWords(db: Database, contactId: string, limit: number) {
  return (
    db
      .selectFrom('audit as a')
      .leftJoin('photos as p', 'p.audit_id', 'a.id')
      .where('a.subject', '=', contactId)
      .where('a.action', 'in', wordActions)
      // A new value for something that is there comes with a word of its own.
      .where((eb) => eb.or([eb('a.action', '<>', 'suggest'), sql<boolean>`a.before ->> 'value' is null`]))
      .where('a.undone_at', 'is', null)
      .select(['a.id', 'a.at', 'a.actor', 'a.action', 'a.after'])
      .select(['p.id as photoId', 'p.width as photoWidth', 'p.height as photoHeight'])
      .orderBy('a.id', 'desc')
      .limit(limit)
      .execute()
  )
}

/** Forgets pictures older than `before` whose word has ended by `now`, and those whose word was taken back. */
export async function prunePhotos(db: Database, before: Date, now: Date): Promise<void> {
  await db
    .deleteFrom('photos as p')
    .where((eb) =>
      eb.or([
        eb.and([eb('p.at', '<', before), eb('p.until_at', '<', now)]),
        eb.exists(
          eb
            .selectFrom('audit as a')
            .whereRef('a.id', '=', 'p.audit_id')
            .where('a.undone_at', 'is not', null)
            .select('a.id'),
        ),
      ]),
    )
    .execute()
}

/** Those of the given pictures (paths under DATA_DIR) that a check or a word still names. */
export async function listNamedPictures(db: Database, pictures: readonly string[]): Promise<Set<string>> {
  if (pictures.length === 0) return new Set()
  const [checks, photos] = await Promise.all([
    db.selectFrom('checks').select('screenshot').where('screenshot', 'in', pictures).execute(),
    db.selectFrom('photos').select('file').where('file', 'in', pictures).execute(),
  ])
  return new Set([...checks.map(({ screenshot }) => screenshot ?? ''), ...photos.map(({ file }) => file)])
}
