import { sql } from 'kysely'
import type { Audience } from '../domain/contact.ts'
import type { Database } from './database.ts'

/** A sentence of an article that says something of a contact, with the article that it stands in. */
export interface ClaimingPassage {
  articleId: number
  number: number
  title: string
  url: string | null
  publisher: string
  asOf: string | null
  /** Which of several articles of one file; null: the file is one. */
  source: string | null
  kind: string
  /** Null: the contact is named, its value is not given. */
  value: string | null
  organisation: string | null
  audience: Audience
  says: 'works' | 'discontinued' | 'absent'
  sentence: string
}

/**
 * What articles say of these values, and what they deny without giving a value: “there is no hotline”.
 * Nobody's contacts (publishers, advertising) are left out.
 */
export async function listClaimingPassages(
  db: Database,
  values: readonly string[],
  marketplaces: readonly string[],
): Promise<ClaimingPassage[]> {
  if (values.length + marketplaces.length === 0) return []
  const { rows } = await sql<ClaimingPassage>`
    select a.id as "articleId", p.number, a.title, a.url, a.publisher, a.as_of as "asOf", p.source, p.kind, p.value,
      p.organisation, p.audience, p.sentence,
      case when 'absent' = any(p.says) then 'absent' else p.claim end as says
    from article_passages p join articles a on a.id = p.article_id
    where p.role is null and (p.claim is not null or 'absent' = any(p.says)) and (
      p.value = any(${values}::text[])
      or (p.value is null and p.organisation = any(${marketplaces}::text[])
        and (p.claim = 'discontinued' or 'absent' = any(p.says))))
    order by a.id, p.number`.execute(db)
  return rows
}

/** What articles give for somebody known, spelled as they spell it. */
export async function listGiven(
  db: Database,
  articleIds: readonly number[],
): Promise<{ articleId: number; source: string | null; value: string; raw: string }[]> {
  if (articleIds.length === 0) return []
  const rows = await db
    .selectFrom('article_passages')
    .select(['article_id as articleId', 'source', 'value', 'raw'])
    .distinct()
    .where('article_id', 'in', [...articleIds])
    .where('value', 'is not', null)
    .where('organisation', 'is not', null)
    .where('role', 'is', null)
    .execute()
  return rows.flatMap(({ value, ...row }) => (value === null ? [] : [{ ...row, value }]))
}

/** Contacts of which articles may say something. */
export interface ClaimedContact {
  id: string
  marketplace: string
  kind: string
  value: string | null
  audience: Audience
  purpose: string
}

/** Contacts on which passages of articles bear: by value, or by what is denied of a whole organisation. */
export async function listBorneOn(
  db: Database,
  passages: readonly { value: string | null; kind: string; organisation: string | null }[],
): Promise<string[]> {
  const values = passages.flatMap(({ value }) => value ?? [])
  const named = passages.filter(({ value }) => value === null)
  const { rows } = await sql<{ id: string }>`
    select c.id from contacts c
    where c.removed_at is null and (c.value = any(${values}::text[]) or exists (
      select from unnest(${named.map(({ organisation }) => organisation)}::text[],
        ${named.map(({ kind }) => kind)}::text[]) as n (organisation, kind)
      where n.organisation = c.marketplace and n.kind = c.kind))
    order by c.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** What disputes are made of, of contacts that stand in the knowledge base. */
export async function listDisputable(db: Database, ids: readonly string[]) {
  return db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .select([
      'c.id',
      'c.marketplace',
      'c.kind',
      'c.value',
      'c.audience',
      'c.purpose',
      'c.claims',
      's.disputed',
    ])
    .where('c.id', '=', sql<string>`any(${[...ids]}::text[])`)
    .where('c.removed_at', 'is', null)
    .orderBy('c.id')
    .execute()
}

/** Notes whether sources contradict each other on a contact. */
export async function markDisputed(db: Database, ids: readonly string[], disputed: boolean): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('standings')
    .set(({ eb }) => ({ disputed, revision: eb('revision', '+', 1) }))
    .where('contact_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}

/** Does any article say anything of any contact? */
export async function hasClaimingArticles(db: Database): Promise<boolean> {
  const row = await db.selectFrom('article_passages').select('article_id').limit(1).executeTakeFirst()
  return row !== undefined
}
