import { isStale, judgePassage, type PassageSays, type PassageState, spellLike } from '../domain/passage.ts'
import type { Splice } from '../domain/splice.ts'
import { factKinds } from '../kb/extract/finding.ts'
import {
  type Article,
  type ArticleRow,
  listArticles,
  listPassages,
  type Passage,
  readArticle,
} from '../store/articles.ts'
import type { AsOf } from '../store/contact-flags.ts'
import { contactsOfIds, contactsOfValues, type KnownContact } from '../store/contacts-of-values.ts'
import type { Database } from '../store/database.ts'
import type { Pipeline } from './context.ts'

/** What might stand in an article instead. */
export interface Replacement {
  value: string
  /** The contact that replaced it, as the knowledge base says; null: what the last check saw. */
  successorId: string | null
  /** In the spelling of the passage; null where it is another kind of contact, for which the sentence must change. */
  written: string | null
}

/** A passage beside what is held of its contact. */
export interface JudgedPassage extends Passage {
  contact: KnownContact | null
  state: PassageState
  replacement: Replacement | null
}

/** An article's health. */
export interface ArticleHealth {
  /** Contacts of the knowledge base that it gives, and those among them with a stale passage. */
  watched: number
  stale: number
  /** Values that it gives for somebody known and that nobody watches. */
  unwatched: number
  /** When the one that was looked at longest ago was looked at; null: not all have been. */
  lookedAt: Date | null
}

export interface ReadArticle {
  article: Article
  passages: JudgedPassage[]
  health: ArticleHealth
  /** What makes the corrected text of the article's. */
  corrections: Splice[]
}

/** An article with every passage judged as of now; null when it is not there. */
export async function readJudgedArticle(
  pipeline: Pick<Pipeline, 'db' | 'now' | 'timeScale'>,
  id: number,
): Promise<ReadArticle | null> {
  const article = await readArticle(pipeline.db, id)
  if (!article) return null
  const asOf = { now: pipeline.now(), timeScale: pipeline.timeScale }
  const passages = await judgeAll(pipeline.db, await listPassages(pipeline.db, [id]), asOf)
  return { article, passages, health: healthOf(passages), corrections: correctionsOf(passages) }
}

/** The newest articles with their health. */
export async function listJudgedArticles(
  { db, now, timeScale }: Pick<Pipeline, 'db' | 'now' | 'timeScale'>,
  limit: number,
): Promise<{ article: ArticleRow; health: ArticleHealth }[]> {
  const articles = await listArticles(db, limit)
  const ids = articles.map(({ id }) => id)
  const passages = await judgeAll(db, await listPassages(db, ids), { now: now(), timeScale })
  const byArticle = new Map<number, JudgedPassage[]>()
  for (const passage of passages) {
    const own = byArticle.get(passage.article_id)
    if (own) own.push(passage)
    else byArticle.set(passage.article_id, [passage])
  }
  return articles.map((article) => ({ article, health: healthOf(byArticle.get(article.id) ?? []) }))
}

async function judgeAll(db: Database, passages: readonly Passage[], asOf: AsOf): Promise<JudgedPassage[]> {
  const known = await contactsOfValues(
    db,
    passages.flatMap(({ value }) => value ?? []),
    asOf,
  )
  const matched = passages.map((passage) => ({ passage, contact: matchOf(passage, known) }))
  const successors = await contactsOfIds(
    db,
    matched.flatMap(({ contact }) => contact?.successor ?? []),
    asOf,
  )
  return matched.map(({ passage, contact }) => {
    const state = judgePassage(saysOf(passage), contact)
    const replacement = contact && isStale(state) ? replacementOf(passage, contact, successors) : null
    return { ...passage, contact, state, replacement }
  })
}

/** One value may be stated for several organisations, and a form may have been read as a page. */
function matchOf(
  { value, kind, organisation }: Passage,
  known: ReadonlyMap<string, KnownContact[]>,
): KnownContact | null {
  const nearness = (one: KnownContact) =>
    (one.marketplace === organisation ? 2 : 0) + (one.kind === kind ? 1 : 0)
  const all = (value !== null && known.get(value)) || []
  return [...all].sort((a, b) => nearness(b) - nearness(a))[0] ?? null
}

/** What the sentence of a passage says of its contact. */
export function saysOf({ claim, says }: Pick<Passage, 'claim' | 'says'>): PassageSays {
  return says.includes('absent') ? 'absent' : claim
}

function replacementOf(
  passage: Passage,
  contact: KnownContact,
  successors: ReadonlyMap<string, KnownContact>,
): Replacement | null {
  // Who says that a contact is no more, and is wrong, has nothing to replace.
  if (saysOf(passage) === 'discontinued' || saysOf(passage) === 'absent') return null
  const successor = contact.successor === null ? undefined : successors.get(contact.successor)
  if (successor?.value && judgePassage(null, successor) !== 'stale-broken') {
    const isSameKind = successor.kind === contact.kind
    const written = isSameKind ? spellLike(passage.raw, successor.value) : null
    return { value: successor.value, successorId: successor.id, written }
  }
  const { suggestion } = contact
  if (suggestion?.action !== 'replace') return null
  return { value: suggestion.value, successorId: null, written: spellLike(passage.raw, suggestion.value) }
}

function healthOf(passages: readonly JudgedPassage[]): ArticleHealth {
  const contacts = new Map(passages.flatMap(({ contact }) => (contact ? [[contact.id, contact]] : [])))
  const stale = new Set(
    passages.filter(({ state }) => isStale(state)).flatMap(({ contact }) => contact?.id ?? []),
  )
  const unwatched = passages.filter(isOffered).map(({ value }) => value)
  const looked = [...contacts.values()].map(({ lookedAt }) => lookedAt?.getTime() ?? 0)
  const oldest = looked.length > 0 ? Math.min(...looked) : 0
  return {
    ...{ watched: contacts.size, stale: stale.size, unwatched: new Set(unwatched).size },
    lookedAt: oldest > 0 ? new Date(oldest) : null,
  }
}

/** Could it become a contact of the knowledge base: a value of somebody known, that nobody watches? */
export function isOffered(
  passage: Pick<Passage, 'kind' | 'value' | 'organisation' | 'role'> & { contact: object | null },
): boolean {
  const { kind, value, organisation, role, contact } = passage
  if (factKinds.includes(kind)) return false
  return value !== null && organisation !== null && role === null && contact === null
}

function correctionsOf(passages: readonly JudgedPassage[]): Splice[] {
  return passages.flatMap(({ place, length, replacement }) =>
    replacement?.written ? [{ offset: place, length, text: replacement.written }] : [],
  )
}
