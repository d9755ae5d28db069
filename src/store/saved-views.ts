import type { Database } from './database.ts'
import { storableText } from './storable.ts'

/** A filter of the list that somebody keeps under a name. */
export interface SavedView {
  id: number
  name: string
  /** Path with query, as the list writes it. */
  path: string
}

/** A person keeps at most this many: they stand in one line above the list. */
const maxViews = 20

export async function listViews(db: Database, userId: number): Promise<SavedView[]> {
  return db
    .selectFrom('saved_views')
    .select(['id', 'name', 'path'])
    .where('user_id', '=', userId)
    .orderBy('name')
    .execute()
}

/** Keeps a view; one of the same name is replaced. `full`: the person has as many as may be. */
export async function saveView(
  db: Database,
  userId: number,
  view: { name: string; path: string },
  now: Date,
): Promise<'done' | 'full'> {
  const name = storableText(view.name)
  const path = storableText(view.path)
  const known = await listViews(db, userId)
  if (known.length >= maxViews && !known.some((one) => one.name === name)) return 'full'
  await db
    .insertInto('saved_views')
    .values({ user_id: userId, name, path, created_at: now })
    .onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet({ path }))
    .execute()
  return 'done'
}

export async function deleteView(db: Database, userId: number, id: number): Promise<void> {
  await db.deleteFrom('saved_views').where('user_id', '=', userId).where('id', '=', id).execute()
}
