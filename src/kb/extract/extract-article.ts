import type { Registry } from '../../kinds/index.ts'
import { readClaim } from './claims.ts'
import { findAddresses } from './find-addresses.ts'
import { findMentions } from './find-mentions.ts'
import { findPlaces } from './find-places.ts'
import type { Finding, Format, Organisation } from './finding.ts'
import type { Manuscript } from './manuscript.ts'
import { type Placed, placeSpot, squeeze } from './place-spot.ts'
import { readHtml } from './read-html.ts'
import { readMarkdown } from './read-markdown.ts'
import { readPlain } from './read-plain.ts'
import { audienceOf, type Layout, layOut } from './surroundings.ts'

/** What extraction needs to know beside the text. */
export interface ExtractOptions {
  format: Format
  registry: Registry
  organisations: readonly Organisation[]
  /** Address that the text was fetched from. */
  url?: string
}

/**
 * All contacts and claims of a text, in its order. Pure; takes any text, in time that grows with its length only.
 */
export function extractFindings(
  source: string,
  { format, registry, organisations, url }: ExtractOptions,
): Finding[] {
  const manuscript = readManuscript(source, format)
  const layout = layOut(manuscript, organisations, url ?? null)
  const given = findPlaces(manuscript, registry).map((place) => placeSpot(place, layout))
  const rest = [
    ...findMentions(layout, registry, given).map((mention) => ({ ...mention, value: null })),
    ...findAddresses(manuscript.text),
  ].map((one) => placeSpot({ ...one, ...manuscript.inSource(one.start, one.end) }, layout))
  const placed = [...given, ...rest].sort((a, b) => a.start - b.start || a.offset - b.offset)
  const lineOf = lineCounter(source)
  return placed.map((one, index) => describe(one, neighbours(placed, index), layout, lineOf))
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
  placed: Placed,
  beside: readonly Placed[],
  { prose, manuscript }: Layout,
  lineOf: (offset: number) => number,
): Finding {
  const { kind, value, offset, length, sentence, intro, headings, article, organisation, role } = placed
  const said = prose.textOf(sentence)
  const opening = manuscript.text.slice(article.start, article.start + 300)
  const audience = audienceOf([
    said,
    intro ? prose.textOf(intro) : '',
    ...[...headings].reverse(),
    /(?:для|поддержк\p{L}+|for)\s(?:продавц|селлер|партн|sellers)/iu.exec(opening)?.[0] ?? '',
  ])
  return {
    kind,
    value,
    raw: manuscript.source.slice(offset, offset + length),
    line: lineOf(offset),
    offset,
    length,
    sentence: squeeze(said.slice(0, 2000)),
    heading: headings.length > 0 ? headings.join(' › ') : null,
    organisation,
    audience,
    ...claimOf(placed, beside, prose),
    role,
    source: article.source,
  }
}

function claimOf(placed: Placed, beside: readonly Placed[], prose: Layout['prose']) {
  const { start, end, intro, value } = placed
  const sentence = prose.around(placed.sentence, placed, 500)
  const inside = (one: { start: number; end: number }) => ({
    start: Math.max(0, one.start - sentence.start),
    end: Math.max(0, one.end - sentence.start),
  })
  const all = prose.sentencesOf(prose.blockAt(start))
  const at = all.findIndex((one) => one.start === placed.sentence.start)
  const isLast = !beside.some((one) => one.start > start)
  const read = readClaim({
    sentence: prose.textOf(sentence),
    at: inside({ start, end }),
    others: beside.map(inside),
    next: isLast && at >= 0 ? prose.textOf(all[at + 1]) : '',
    named: value === null,
  })
  if (read.claim !== null || read.says.includes('absent') || !intro) return read
  // An item of a list says what the line above the list says of all of them.
  const above = prose.textOf(intro)
  const place = { start: above.length, end: above.length }
  const shared = readClaim({ sentence: above, at: place, others: [], next: '', named: false })
  const says = [...new Set([...read.says, ...shared.says])]
  return { claim: shared.claim, says, hours: read.hours ?? shared.hours }
}

/** A sentence with more contacts is a list, and says nothing of one of them. */
const mostNeighbours = 30

function neighbours(placed: readonly Placed[], index: number): Placed[] {
  const own = placed[index]?.sentence.start
  const isBeside = (one: Placed | undefined): one is Placed => one !== undefined && one.sentence.start === own
  const found: Placed[] = []
  for (let i = index - 1; index - i < mostNeighbours; i -= 1) {
    const one = placed[i]
    if (!isBeside(one)) break
    found.push(one)
  }
  for (let i = index + 1; i - index < mostNeighbours; i += 1) {
    const one = placed[i]
    if (!isBeside(one)) break
    found.push(one)
  }
  return found
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
