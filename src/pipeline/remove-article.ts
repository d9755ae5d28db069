import { deleteArticle, listPassages } from '../store/articles.ts'
import type { Database } from '../store/database.ts'
import { settleDisputesAbout } from './article-claims.ts'

/** Forgets an article; what only it disputed is disputed no more. False: there was none. */
export async function removeArticle(tx: Database, id: number): Promise<boolean> {
  const passages = await listPassages(tx, [id])
  if (!(await deleteArticle(tx, id))) return false
  await settleDisputesAbout(tx, passages)
  return true
}
