import type { Registry } from '../../kinds/index.ts'
import { brandsWithin } from './brands.ts'
import { readClaim } from './claims.ts'
import { findAddresses } from './find-addresses.ts'
import { findMentions } from './find-mentions.ts'
import { findPlaces } from './find-places.ts'
import type { Finding, Format, Organisation } from './finding.ts'
import type { Manuscript } from './manuscript.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readPlain } from './read-plain.ts'
import { roleOf } from './roles.ts'
import {
  articleAt,
  audienceOf,
  headingsAbove,
  introOf,
  type Layout,
  layOut,
  organisationAt,
} from './surroundings.ts'

/** What extraction needs to know beside the text. */
export interface ExtractOptions {
  format: Format
  registry: Registry
  organisations: readonly Organisation[]
  /** Address that the text was fetched from. */
  url?: string
}

/** A contact before it is described. */
interface Spot {
  kind: string
  value: string | null
  start: number
  end: number
  offset: number
  length: number
}

/**
 * All contacts and claims of a text, in its order. Pure; takes any text, and time linear in its length.
 */
export function extractFindings(
  source: string,
  { format, registry, organisations, url }: ExtractOptions,
): Finding[] {
  const manuscript = readManuscript(source, format)
  const layout = layOut(manuscript, organisations, url ?? null)
  const places = findPlaces(manuscript, registry)
  const mentions = findMentions(layout, registry, places)
  const spots: Spot[] = [
    ...places,
    ...[...mentions.map((mention) => ({ ...mention, value: null })), ...findAddresses(manuscript.text)].map(
      (one) => ({
        ...one,
        ...manuscript.inSource(one.start, one.end),
      }),
    ),
  ]
  spots.sort((a, b) => a.start - b.start || a.offset - b.offset)
  const lineOf = lineCounter(source)
  return spots.map((spot) => describe(spot, spots, layout, lineOf))
}

function readManuscript(source: string, format: Format): Manuscript {
  switch (format) {
    case 'text':
      return readPlain(source)
    case 'markdown':
      return readMarkdown(source)
    case 'html':
      return readHtml(source)
  }
}

function describe(
  spot: Spot,
  spots: readonly Spot[],
  layout: Layout,
  lineOf: (offset: number) => number,
): Finding {
  const { prose, manuscript } = layout
  const { kind, value, start, end, offset, length } = spot
  const article = articleAt(layout, start)
  const sentence = prose.sentenceAt(start)
  const headings = headingsAbove(layout, start, article).map((heading) =>
    squeeze(prose.textOf(heading).replace(/^[\s#]+|[\s#]+$/g, '')),
  )
  const index = prose.blockAt(start)
  const said = prose.textOf(sentence)
  const intro = introOf(prose, index)
  const role =
    regionAt(layout, start) ??
    (article.sourceLine && start >= article.sourceLine.start && end <= article.sourceLine.end
      ? 'publisher'
      : null) ??
    roleOf({
      value,
      sentence: said,
      block: prose.textOf(prose.blocks[index]).slice(0, 3000),
      above: prose.textOf(prose.blocks[index - 1]).slice(-400),
      headings,
      article,
      branded: brandsWithin(layout.brands, sentence.start, sentence.end).length > 0,
    })
  const claim = claimOf(spot, spots, layout, sentence, intro)
  const audience = audienceOf([
    said,
    intro ? prose.textOf(intro) : '',
    ...[...headings].reverse(),
    manuscript.text.slice(article.start, article.start + 300),
  ])
  return {
    kind,
    value,
    raw: manuscript.source.slice(offset, offset + length),
    line: lineOf(offset),
    offset,
    length,
    sentence: squeeze(said),
    heading: headings.length > 0 ? headings.join(' › ') : null,
    organisation: role === null ? organisationAt(layout, spot, sentence, value) : null,
    audience,
    ...claim,
    role,
    source: article.source,
  }
}

function claimOf(
  spot: Spot,
  spots: readonly Spot[],
  { prose }: Layout,
  sentence: { start: number; end: number },
  intro: { start: number; end: number } | null,
) {
  const inside = neighbours(spot, spots, sentence)
  const own = { start: Math.max(0, spot.start - sentence.start), end: Math.max(0, spot.end - sentence.start) }
  const said = prose.textOf(sentence)
  const all = prose.sentencesOf(prose.blockAt(spot.start))
  const at = all.findIndex(({ start }) => start === sentence.start)
  const isLast = !inside.some(({ start }) => start > spot.start)
  const next = isLast ? prose.textOf(all[at + 1]) : ''
  const others = inside.map(({ start, end }) => ({
    start: start - sentence.start,
    end: end - sentence.start,
  }))
  const read = readClaim({ sentence: said, at: own, others, next, named: spot.value === null })
  if (read.claim !== null || !intro) return read
  // An item of a list says what the line above the list says of all of them.
  const above = prose.textOf(intro)
  const of = readClaim({
    sentence: above,
    at: { start: above.length, end: above.length },
    others: [],
    next: '',
    named: false,
  })
  return { claim: of.claim, says: [...new Set([...read.says, ...of.says])], hours: read.hours ?? of.hours }
}

const mostNeighbours = 200

function neighbours(spot: Spot, spots: readonly Spot[], sentence: { start: number; end: number }): Spot[] {
  const found: Spot[] = []
  const index = spots.indexOf(spot)
  for (
    let i = index - 1;
    i >= 0 && (spots[i]?.start ?? -1) >= sentence.start && index - i < mostNeighbours;
    i -= 1
  )
    found.push(spots[i] as Spot)
  for (
    let i = index + 1;
    i < spots.length && (spots[i]?.start ?? sentence.end) < sentence.end && i - index < mostNeighbours;
    i += 1
  )
    found.push(spots[i] as Spot)
  return found
}

function regionAt({ manuscript, articles }: Layout, place: number) {
  if (articles[0]?.own) return null
  return manuscript.regions.find(({ start, end }) => start <= place && place < end)?.role ?? null
}

function squeeze(text: string): string {
  return text
    .replace(/[\u2060\u00ad\u200b]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Line numbers by binary search over the starts of lines. */
function lineCounter(source: string): (offset: number) => number {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
