import { getDomain } from 'tldts'
import type { Organisation } from './finding.ts'

/** One article of a file. */
export interface Article {
  start: number
  end: number
  /** As its source line or address says; null: not stated. */
  source: string | null
  /** Registrable domain of its publisher. */
  domain: string | null
  /** The organisation on whose own site it stands. */
  own: string | null
  /** Place of its source line. */
  sourceLine: { start: number; end: number } | null
}

const sourceLine =
  /^[ \t>*_-]{0,6}(?:источник|первоисточник|оригинал(?:\sстатьи)?|source|originally\spublished(?:\s(?:at|on|by))?)[*_]{0,2}\s?[:—–][*_]{0,2}\s{0,3}([^\n]{3,300})$/gimu
const host = /(?:https?:\/\/)?((?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24})(?:\/\S{0,300})?/u
/** What stands before a source line at the top of an article: a title, a date. */
const topMatter = 300

/**
 * Articles of a file by their own source lines, which stand below or above each of them.
 * @param url address that the whole was fetched from, if any
 */
export function splitArticles(
  text: string,
  url: string | null,
  organisations: readonly Organisation[],
): Article[] {
  const lines = [...text.matchAll(sourceLine)].flatMap(({ index, 0: whole, 1: said = '' }) => {
    const site = host.exec(said)
    return site ? [{ start: index, end: index + whole.length, source: site[0].replace(/[.,;)]+$/, '') }] : []
  })
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return [describe(0, text.length, url, null, organisations)]
  const onTop = text.slice(0, first.start).trim().length < topMatter && text.length - last.end > topMatter
  const articles = lines.map((line, i) => {
    const start = onTop ? (i === 0 ? 0 : line.start) : (lines[i - 1]?.end ?? 0)
    const end = onTop ? (lines[i + 1]?.start ?? text.length) : line.end
    return describe(start, end, line.source, line, organisations)
  })
  if (!onTop && text.slice(last.end).trim() !== '')
    articles.push(describe(last.end, text.length, url, null, organisations))
  return articles
}

function describe(
  start: number,
  end: number,
  source: string | null,
  line: { start: number; end: number } | null,
  organisations: readonly Organisation[],
): Article {
  const domain = source === null ? null : (getDomain(source) ?? null)
  const own = domain === null ? undefined : organisations.find(({ domains }) => domains.includes(domain))
  return {
    start,
    end,
    source,
    domain,
    own: own?.id ?? null,
    sourceLine: line && { start: line.start, end: line.end },
  }
}
