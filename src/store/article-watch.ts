import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { ArticleChange } from '../domain/compare-articles.ts'
import { type Article, insertPassages, type NewPassage } from './articles.ts'
import type { Database } from './database.ts'
import type { ArticleSuggestionTable } from './schema-articles.ts'
import { storableText } from './storable.ts'

export type ArticleSuggestion = Selectable<ArticleSuggestionTable>

/** Takes one article that is due, so that nobody else takes it until `leaseUntil`. */
export async function takeDueArticle(db: Database, now: Date, leaseUntil: Date): Promise<Article | null> {
  const row = await db
    .updateTable('articles')
    .set({ next_fetch_at: leaseUntil })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('articles')
        .select('id')
        .where('next_fetch_at', '<=', now)
        .where('url', 'is not', null)
        .orderBy('next_fetch_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

/** What came of asking for an article. */
export type ArticleAsked = Partial<
  Pick<
    Article,
    'etag' | 'last_modified' | 'failing_since_at' | 'failure' | 'gone_at' | 'fetched_at' | 'asked_at'
  >
> & { next_fetch_at: Date | null }

export async function noteAsked(db: Database, id: number, asked: ArticleAsked): Promise<void> {
  await db.updateTable('articles').set(asked).where('id', '=', id).execute()
}

/** Puts a newer text in the place of an article's. Two articles with one text stay two. */
export async function replaceText(
  tx: Database,
  id: number,
  { text, format }: Pick<Article, 'text' | 'format'>,
  passages: readonly NewPassage[],
): Promise<void> {
  const plain = createHash('sha256').update(text).digest('hex')
  const twin = await tx
    .selectFrom('articles')
    .select('id')
    .where('checksum', '=', plain)
    .where('id', '<>', id)
    .executeTakeFirst()
  const checksum = twin ? `${plain}-${id}` : plain
  await tx.updateTable('articles').set({ text, format, checksum }).where('id', '=', id).execute()
  await tx.deleteFrom('article_passages').where('article_id', '=', id).execute()
  await insertPassages(tx, id, passages)
}

/** Keeps differences for an editor, each once; what somebody dismissed is not asked again. */
export async function addSuggestions(
  tx: Database,
  articleId: number,
  changes: readonly ArticleChange[],
  now: Date,
): Promise<void> {
  for (const { change, kind, value, raw, organisation, saysBefore, saysAfter, sentence } of changes) {
    const before = await tx
      .selectFrom('article_suggestions')
      .select(['decided', 'says_after'])
      .where('article_id', '=', articleId)
      .where('value', '=', value)
      .where('change', '=', change)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if (before && (before.decided === null || before.says_after === saysAfter)) continue
    await tx
      .insertInto('article_suggestions')
      .values({
        ...{
          article_id: articleId,
          change,
          kind,
          value,
          raw: storableText(raw),
          organisation,
          found_at: now,
        },
        ...{ says_before: saysBefore, says_after: saysAfter, sentence: storableText(sentence) },
      })
      .execute()
  }
}

/** Undecided ones, oldest first. */
export async function listSuggestions(db: Database, articleId: number): Promise<ArticleSuggestion[]> {
  return db
    .selectFrom('article_suggestions')
    .selectAll()
    .where('article_id', '=', articleId)
    .where('decided', 'is', null)
    .orderBy('id')
    .execute()
}

/** Decides one that nobody decided yet. False: somebody did, or there is none. */
export async function decideSuggestion(
  tx: Database,
  id: number,
  decided: 'accepted' | 'dismissed',
  { by, at }: { by: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('article_suggestions')
    .set({ decided, decided_at: at, decided_by: by })
    .where('id', '=', id)
    .where('decided', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A host for one request that is no check: held for `until`, unless somebody holds it or it rests. */
export async function borrowHost(
  db: Database,
  name: string,
  lease: { holder: string; until: Date },
  now: Date,
): Promise<{ is: 'held'; pushbacks: number } | { is: 'taken'; againAt: Date | null }> {
  const { rows } = await sql<{ pushbacks: number }>`
    insert into hosts as h (name, held_by, held_until) values (${name}, ${lease.holder}, ${lease.until})
    on conflict (name) do update set held_by = excluded.held_by, held_until = excluded.held_until
    where h.held_until < ${now} and (h.paused_until is null or h.paused_until <= ${now})
      and h.next_start_at <= ${now}
    returning h.pushbacks`.execute(db)
  const [row] = rows
  if (row) return { is: 'held', pushbacks: row.pushbacks }
  const free = await sql<{ at: Date | null }>`
    select greatest(nullif(next_start_at, '-infinity'), paused_until, nullif(held_until, '-infinity')) as at
    from hosts where name = ${name}`.execute(db)
  return { is: 'taken', againAt: free.rows[0]?.at ?? null }
}
