import { createHash } from 'node:crypto'
import type { Insertable, Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { ArticlePassageTable, ArticleTable } from './schema-articles.ts'
import { storableText } from './storable.ts'

/** An article without its text, for lists. */
export type ArticleRow = Omit<Selectable<ArticleTable>, 'text' | 'checksum' | 'etag' | 'last_modified'>
export type Article = Selectable<ArticleTable>
export type Passage = Selectable<ArticlePassageTable>

/** An article as it is handed in. */
export type NewArticle = Pick<
  Insertable<ArticleTable>,
  'title' | 'url' | 'publisher' | 'as_of' | 'format' | 'text' | 'came_by' | 'added_by'
>
export type NewPassage = Omit<Insertable<ArticlePassageTable>, 'article_id' | 'number'>

/** An insert with more parameters than 65,535 is refused; a row of passages has 17. */
const rowsAtOnce = 2_000

/**
 * Keeps an article with its passages. The same text a second time gives back the first article.
 * @param article its text must have passed `storableText` before passages were found in it
 */
export async function saveArticle(
  db: Database,
  article: NewArticle,
  passages: readonly NewPassage[],
  now: Date,
  nextFetchAt: Date | null = null,
): Promise<{ id: number; isNew: boolean }> {
  const checksum = createHash('sha256').update(article.text).digest('hex')
  return db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('articles')
      .values({
        ...article,
        ...{ title: storableText(article.title), publisher: storableText(article.publisher), checksum },
        ...{ added_at: now, fetched_at: article.came_by === 'fetched' ? now : null },
        next_fetch_at: nextFetchAt,
      })
      .onConflict((conflict) => conflict.column('checksum').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const known = tx.selectFrom('articles').select('id').where('checksum', '=', checksum)
      return { ...(await known.executeTakeFirstOrThrow()), isNew: false }
    }
    await insertPassages(tx, added.id, passages)
    return { id: added.id, isNew: true }
  })
}

/** Writes the passages of an article that has none. */
export async function insertPassages(
  tx: Database,
  articleId: number,
  passages: readonly NewPassage[],
): Promise<void> {
  for (let at = 0; at < passages.length; at += rowsAtOnce) {
    const rows = passages.slice(at, at + rowsAtOnce)
    await tx
      .insertInto('article_passages')
      .values(rows.map((row, index) => ({ ...row, article_id: articleId, number: at + index + 1 })))
      .execute()
  }
}

const listed = [
  ...(['id', 'title', 'url', 'publisher', 'as_of', 'format', 'came_by', 'added_at', 'added_by'] as const),
  ...(['fetched_at', 'next_fetch_at', 'asked_at', 'failing_since_at', 'failure', 'gone_at'] as const),
] as const

/** The newest first. */
export async function listArticles(db: Database, limit: number): Promise<ArticleRow[]> {
  return db.selectFrom('articles').select(listed).orderBy('id', 'desc').limit(limit).execute()
}

/** An article with its text; null when it is not there. */
export async function readArticle(db: Database, id: number): Promise<Article | null> {
  const row = await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** Passages of articles, in their order. */
export async function listPassages(db: Database, articleIds: readonly number[]): Promise<Passage[]> {
  if (articleIds.length === 0) return []
  return db
    .selectFrom('article_passages')
    .selectAll()
    .where('article_id', 'in', articleIds)
    .orderBy('article_id')
    .orderBy('number')
    .execute()
}

/** Forgets an article and its passages. False: there was none. */
export async function deleteArticle(db: Database, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('articles').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}
