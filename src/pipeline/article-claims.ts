import { type ArticleSource, nameWitnesses, sourceLike } from '../domain/article-source.ts'
import type { Claim } from '../domain/contact.ts'
import { disputeOf, type Source } from '../domain/freshness.ts'
import {
  type ClaimedContact,
  type ClaimingPassage,
  listBorneOn,
  listClaimingPassages,
  listDisputable,
  listGiven,
  markDisputed,
} from '../store/article-claims.ts'
import { readSources } from '../store/contacts.ts'
import type { Database } from '../store/database.ts'

/** A claim of an editor's article; its source is not in the files, so that its page is named. */
export interface ArticleClaim extends Claim {
  articleId: number
  /** Number of the passage in its article. */
  number: number
}

/** What articles say of contacts, and the sources that the articles are. */
export interface ArticleClaims {
  byContact: Map<string, ArticleClaim[]>
  sources: Map<string, Source>
}

/** Articles, as they bear on each of these contacts. A source says each thing of a contact once. */
export async function readArticleClaims(
  db: Database,
  contacts: readonly (ClaimedContact & { claims: readonly Claim[] })[],
  stated: ReadonlyMap<string, Source>,
): Promise<ArticleClaims> {
  const values = contacts.flatMap(({ value }) => value ?? [])
  const passages = await listClaimingPassages(db, values, [
    ...new Set(contacts.map(({ marketplace }) => marketplace)),
  ])
  const byContact = new Map<string, ArticleClaim[]>()
  if (passages.length === 0) return { byContact, sources: new Map() }
  const articles = await asSources(db, passages)
  const known = [...stated.values()]
  const sources = new Map(nameWitnesses(articles, known).map((source) => [source.id, source]))
  const filed = new Map(articles.map((article) => [article.id, sourceLike(article, known)?.id]))
  for (const contact of contacts) {
    const claims: ArticleClaim[] = []
    for (const passage of passages.filter((one) => bearsOn(one, contact))) {
      const { says, sentence: detail, articleId, number, asOf } = passage
      const source = sourceId(passage)
      const isTold = (one: Claim) =>
        one.says === says && (one.source === source || one.source === filed.get(source))
      if (![...contact.claims, ...claims].some(isTold))
        claims.push({ source, says, detail, asOf, articleId, number })
    }
    if (claims.length > 0) byContact.set(contact.id, claims)
  }
  return { byContact, sources }
}

async function asSources(db: Database, passages: readonly ClaimingPassage[]): Promise<ArticleSource[]> {
  const given = await listGiven(db, [...new Set(passages.map(({ articleId }) => articleId))])
  const found = new Map<string, ArticleSource>()
  for (const passage of passages) {
    const { title, url, publisher, asOf, source } = passage
    const id = sourceId(passage)
    if (found.has(id)) continue
    const own = given.filter((one) => sourceId(one) === id)
    const isAddress = source !== null && /^https?:/i.test(source)
    const shared =
      source === null ? { url, publisher } : { url: isAddress ? source : null, publisher: hostOf(source) }
    found.set(id, { id, title, asOf, given: own, ...shared })
  }
  return [...found.values()]
}

/** No id of a file has a colon, so that the two never meet. */
function sourceId({ articleId, source }: Pick<ClaimingPassage, 'articleId' | 'source'>): string {
  return source === null ? `article:${articleId}` : `article:${articleId}:${source}`
}

function hostOf(source: string): string {
  const host = URL.canParse(source) ? new URL(source).hostname : source.replace(/\/.*$/s, '')
  return host.replace(/^www\./, '')
}

/**
 * The same value, unless it is said of another organisation. What is denied without a value is denied of all that
 * the organisation offers as support in that way to the same people: nobody says which of three numbers has gone.
 */
function bearsOn(passage: ClaimingPassage, contact: ClaimedContact): boolean {
  const isTheirs = passage.organisation === contact.marketplace
  if (passage.value !== null)
    return passage.value === contact.value && (isTheirs || passage.organisation === null)
  const audiences = new Set([passage.audience, contact.audience])
  const isForSame = audiences.has('anyone') || audiences.size === 1
  return isTheirs && passage.kind === contact.kind && isForSame && /(?:^|-)support$/.test(contact.purpose)
}

/** A whole knowledge base is settled in parts, so that its claims are never all in memory. */
const settledAtOnce = 2_000

/** Settles whether sources contradict each other, articles among them. @returns ids of those that changed. */
export async function settleDisputes(db: Database, contactIds: readonly string[]): Promise<string[]> {
  if (contactIds.length === 0) return []
  const stated = await readSources(db)
  const changed: string[] = []
  for (let at = 0; at < contactIds.length; at += settledAtOnce)
    changed.push(...(await settleSome(db, contactIds.slice(at, at + settledAtOnce), stated)))
  return changed
}

async function settleSome(
  db: Database,
  contactIds: readonly string[],
  stated: ReadonlyMap<string, Source>,
): Promise<string[]> {
  const contacts = await listDisputable(db, contactIds)
  const { byContact, sources } = await readArticleClaims(db, contacts, stated)
  const all = new Map([...stated, ...sources])
  const changed = contacts.flatMap(({ id, claims, disputed }) => {
    const is = disputeOf([...claims, ...(byContact.get(id) ?? [])], all) !== null
    return is === disputed ? [] : [{ id, is }]
  })
  for (const is of [true, false]) {
    const ids = changed.filter((one) => one.is === is).map(({ id }) => id)
    await markDisputed(db, ids, is)
  }
  return changed.map(({ id }) => id)
}

/** Settles it for all contacts on which these passages bear. */
export async function settleDisputesAbout(
  db: Database,
  passages: readonly { value: string | null; kind: string; organisation: string | null }[],
): Promise<string[]> {
  return settleDisputes(db, await listBorneOn(db, passages))
}
