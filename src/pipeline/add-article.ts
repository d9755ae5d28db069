import type { Format, Organisation } from '../kb/extract/finding.ts'
import { organisationsOf } from '../kb/organisations-of.ts'
import { readKb } from '../kb/read-kb.ts'
import { type NewArticle, saveArticle } from '../store/articles.ts'
import { listMarketplaces } from '../store/contacts.ts'
import { storableText } from '../store/storable.ts'
import { decodeArticle, formatOf, isBinary } from './article-bytes.ts'
import { settleDisputesAbout } from './article-claims.ts'
import type { Pipeline } from './context.ts'
import { extractApart } from './extract-apart.ts'
import { nextFetchAt } from './next-fetch-at.ts'
import { type FreshPassage, passageOf } from './passage-of-finding.ts'
import { titleOf } from './title-of-article.ts'

/** Larger articles are refused, bytes: one megabyte is read in a second, and honest ones have some kilobytes. */
export const maxArticleBytes = 2 * 1024 * 1024

/** More places than that no page can show, and no editor can look through. */
export const mostPassages = 2_000

/** What an editor hands in. */
export interface ArticleGiven {
  title: string
  url: string | null
  publisher: string
  asOf: string | null
  content:
    | { cameBy: 'pasted'; text: string }
    | { cameBy: 'uploaded'; name: string; bytes: Uint8Array }
    | { cameBy: 'fetched'; text: string; format: Format }
}

export type AddOutcome =
  | { state: 'added' | 'known'; id: number }
  | { state: 'refused'; why: 'empty' | 'too-large' | 'binary' }

/** Keeps an article and every place in it that gives or names a contact. */
export async function addArticle(
  pipeline: Pick<Pipeline, 'db' | 'kinds' | 'now' | 'timeScale'>,
  given: ArticleGiven,
  { by, kbDir }: { by: string; kbDir: string | null },
): Promise<AddOutcome> {
  const read = readContent(given.content)
  if ('why' in read) return { state: 'refused', why: read.why }
  const { format } = read
  const { title, url, publisher, asOf } = given
  const { text, passages } = await readPassages(pipeline, { ...read, url }, kbDir)
  const article: NewArticle = {
    ...{ title: title || titleOf(text, format), url, publisher, as_of: asOf },
    ...{ format, text, came_by: given.content.cameBy, added_by: by },
  }
  const again = url === null ? null : nextFetchAt(pipeline, url)
  const { id, isNew } = await saveArticle(pipeline.db, article, passages, pipeline.now(), again)
  if (isNew) await settleDisputesAbout(pipeline.db, passages)
  return { state: isNew ? 'added' : 'known', id }
}

/**
 * The places of a text that give or name a contact.
 * @returns the text as the database holds it, with characters of the same length for those that it cannot hold
 */
export async function readPassages(
  pipeline: Pick<Pipeline, 'db' | 'kinds'>,
  given: { text: string; format: Format; url: string | null },
  kbDir: string | null,
): Promise<{ text: string; passages: FreshPassage[] }> {
  const text = storableText(given.text)
  const { format, url } = given
  const organisations = await namesOf(pipeline, kbDir)
  const findings = await extractApart(pipeline.kinds, {
    text,
    format,
    organisations,
    url,
    most: mostPassages,
  })
  return { text, passages: findings.map(passageOf) }
}

type Read = { text: string; format: Format } | { why: 'empty' | 'too-large' | 'binary' }

function readContent(content: ArticleGiven['content']): Read {
  if (content.cameBy === 'uploaded') {
    const bytes = Buffer.from(content.bytes)
    if (bytes.length > maxArticleBytes) return { why: 'too-large' }
    if (isBinary(bytes)) return { why: 'binary' }
    return checkText(decodeArticle(bytes), content.name)
  }
  const { text } = content
  if (Buffer.byteLength(text) > maxArticleBytes) return { why: 'too-large' }
  if (content.cameBy === 'fetched')
    return text.trim() === '' ? { why: 'empty' } : { text, format: content.format }
  // Forms send every line end as two characters, whatever stood in the field.
  return checkText(text.replaceAll('\r\n', '\n'), '')
}

function checkText(text: string, name: string): Read {
  return text.trim() === '' ? { why: 'empty' } : { text, format: formatOf(name, text) }
}

/** Names of organisations by the files, which know aliases; by the store where the files cannot be read. */
async function namesOf(
  { db, kinds }: Pick<Pipeline, 'db' | 'kinds'>,
  kbDir: string | null,
): Promise<Organisation[]> {
  const read = kbDir === null ? null : await readKb(kbDir, kinds)
  return organisationsOf(read?.ok ? read.kb.marketplaces : await listMarketplaces(db))
}
