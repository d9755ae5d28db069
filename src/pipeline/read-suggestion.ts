import type { Suggestion } from '../domain/verdict.ts'
import { readCheck } from '../store/checks.ts'
import type { Pipeline } from './context.ts'

/** What the last looks at a contact suggest an editor might do; null: nothing. */
export async function readSuggestion({ db }: Pipeline, contactId: string): Promise<Suggestion | null> {
  const standing = await db
    .selectFrom('standings')
    .select(['episode', 'last_check_id as lastCheckId'])
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
  if (!standing) return null
  const last = standing.lastCheckId === null ? null : await readCheck(db, standing.lastCheckId)
  return standing.episode?.suggestion ?? last?.suggestion ?? null
}
