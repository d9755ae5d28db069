import path from 'node:path'
import { applySplices, type Splice } from '../domain/splice.ts'
import { renderUnifiedDiff } from '../domain/unified-diff.ts'
import { type Addition, addEntries } from '../kb/add-entries.ts'
import { type DraftEntry, draftEntry, type FoundContact, slugOfEntry } from '../kb/draft-entry.ts'
import { type KbText, readFilesOfMarketplaces } from '../kb/files-of-marketplaces.ts'
import type { KnowledgeBase } from '../kb/knowledge-base.ts'
import { readKb } from '../kb/read-kb.ts'
import { codeOf } from '../kb/read-text.ts'
import { slugOf, takeSlug } from '../kb/slug.ts'
import type { Article, Passage } from '../store/articles.ts'
import type { Pipeline } from './context.ts'
import { replaceFile } from './export-kb.ts'
import { isOffered, saysOf } from './read-article.ts'

/** An article as a source of claims; without a title it is known by its address or its publisher alone. */
export type ImportedArticle = Pick<Article, 'title' | 'url' | 'publisher' | 'as_of'>

/** A passage, and the contact that states its value already. */
export type ImportedPassage = Omit<Passage, 'article_id'> & { contact: { id: string } | null }

/** What an import does to one file. */
export interface FileChange {
  file: string
  /** Ids of the contacts that it gets. */
  contactIds: string[]
  /** As `diff -u` prints it. */
  diff: string
  /** New lines alone, for pasting by hand. */
  lines: string
}

/** What became of an import. `read-only`: the files may not be written here, so somebody must paste the lines. */
export interface ImportOutcome {
  state: 'planned' | 'written' | 'read-only'
  changes: FileChange[]
  /** What was left out, and why in words of the knowledge base. */
  problems: { file: string; message: string }[]
}

/** Each may cost a reading of the file, so that more at once would hold up the pages. */
export const mostAtOnce = 100

/**
 * Makes contacts of passages of an article that nobody watches. What the files state already is passed over, so
 * doing it twice adds nothing. The store is not touched: whoever watches the files reads them in.
 */
export async function importPassages(
  { kinds }: Pick<Pipeline, 'kinds'>,
  kbDir: string,
  { article, passages }: { article: ImportedArticle; passages: readonly ImportedPassage[] },
  { numbers, dryRun }: { numbers: ReadonlySet<number>; dryRun: boolean },
): Promise<ImportOutcome> {
  const read = await readKb(kbDir, kinds)
  if (!read.ok) {
    const problems = read.problems.map(({ file, line, message }) => ({
      file,
      message: `${line}: ${message}`,
    }))
    return { state: 'planned', changes: [], problems }
  }
  const chosen = passages.filter((one) => numbers.has(one.number) && isOffered(one)).slice(0, mostAtOnce)
  const plans = planFiles(read.kb, await readFilesOfMarketplaces(kbDir), article, chosen, kinds)
  const changes = plans.flatMap(({ change }) => change ?? [])
  const outcome = { changes, problems: plans.flatMap(({ problems }) => problems) }
  if (dryRun || changes.length === 0) return { state: 'planned', ...outcome }
  return { state: await writeAll(kbDir, plans), ...outcome }
}

interface FilePlan {
  kb: KbText
  splices: Splice[]
  change: FileChange | null
  problems: { file: string; message: string }[]
}

function planFiles(
  kb: KnowledgeBase,
  files: ReadonlyMap<string, KbText>,
  article: ImportedArticle,
  chosen: readonly ImportedPassage[],
  kinds: Pipeline['kinds'],
): FilePlan[] {
  const source = sourceOf(kb, article)
  let isStated = source.isStated
  const plans: FilePlan[] = []
  for (const place of [...new Set(chosen.flatMap(({ organisation }) => organisation ?? []))].sort()) {
    const text = files.get(place)
    const known = kb.contacts.filter(({ marketplace }) => marketplace === place)
    const values = new Set(known.map(({ value }) => value))
    const slugs = new Set(known.map(({ id }) => id.slice(place.length + 1)))
    const own = chosen.filter(({ organisation, value }) => organisation === place && !values.has(value))
    const contacts = draftAll(own, source.id, kinds).map((entry) => ({
      entry,
      slug: takeSlug(slugOfEntry(entry), slugs),
    }))
    if (!text || contacts.length === 0) continue
    const addition = { source: isStated ? null : source, contacts }
    const plan = planFile(text, place, addition, kinds)
    if (plan.change) isStated = true
    plans.push(plan)
  }
  return plans
}

/** All entries at once; where they are refused, those that can be added one by one. */
function planFile(kb: KbText, place: string, addition: Addition, kinds: Pipeline['kinds']): FilePlan {
  const { file, text } = kb
  const problems: FilePlan['problems'] = []
  let contacts = addition.contacts
  let added = addEntries(file, text, addition, kinds)
  if (!added.ok) {
    contacts = []
    for (const one of addition.contacts) {
      const tried = addEntries(file, text, { ...addition, contacts: [...contacts, one] }, kinds)
      if (tried.ok) contacts = [...contacts, one]
      else problems.push(...tried.problems.map((message) => ({ file, message: `${one.slug}: ${message}` })))
    }
    added = addEntries(file, text, { ...addition, contacts }, kinds)
  }
  if (!added.ok || contacts.length === 0) return { kb, splices: [], change: null, problems }
  const { splices } = added
  const change: FileChange = {
    ...{ file, contactIds: contacts.map(({ slug }) => `${place}/${slug}`) },
    diff: renderUnifiedDiff(`kb/${file}`, text, splices),
    lines: splices.map((splice) => splice.text).join('\n'),
  }
  return { kb, splices, change, problems }
}

/** One entry a value; what several sentences of the article say of it goes together. */
function draftAll(own: readonly ImportedPassage[], source: string, kinds: Pipeline['kinds']): DraftEntry[] {
  const groups = new Map<string, [FoundContact, ...FoundContact[]]>()
  for (const { kind, value, raw, sentence, heading, audience, hours, ...rest } of own) {
    const kindTitle = kinds.kindNamed(kind)?.title
    if (!kindTitle || value === null) continue
    const says = saysOf(rest) ?? 'works'
    const found = { kind, kindTitle, value, raw, sentence, heading, audience, hours, says }
    const group = groups.get(value)
    if (group) group.push(found)
    else groups.set(value, [found])
  }
  return [...groups.values()].map((group) => draftEntry(group, source))
}

/** The source that the article is: the one that a file has already, else a new one. */
function sourceOf({ sources }: KnowledgeBase, { title, url, publisher, as_of: asOf }: ImportedArticle) {
  const draft = { title: title || publisher, url, publisher: publisher || title, asOf }
  const known = sources.find(
    (one) =>
      (url !== null && one.url === url) ||
      (one.publisher === draft.publisher && (title === '' || one.title === draft.title)),
  )
  if (known) return { id: known.id, isStated: true, draft }
  const taken = new Set(sources.map(({ id }) => id))
  return { id: takeSlug(slugOf(draft.publisher) || 'article', taken), isStated: false, draft }
}

/** What keeps a program from writing although nothing is wrong. */
const closed = ['EACCES', 'EPERM', 'EROFS']

async function writeAll(dir: string, plans: readonly FilePlan[]): Promise<'written' | 'read-only'> {
  try {
    for (const { kb, splices, change } of plans)
      if (change) await replaceFile(path.join(dir, kb.file), applySplices(kb.text, splices))
    return 'written'
  } catch (error) {
    if (closed.includes(codeOf(error))) return 'read-only'
    throw error
  }
}
