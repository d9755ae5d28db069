import type { Span } from './printed-page.ts'

const segmenter = new Intl.Segmenter('ru', { granularity: 'sentence' })

/** Abbreviations after which the segmenter ends a sentence that goes on. */
const goesOn =
  /(?:^|[\s(«])(?:г|ул|д|наб|стр|корп|обл|тел|доб|вн|внутр|им|т\.\s?е|т\.\s?д|т\.\s?п|руб|тыс|млн|ext|tel)\.\s*$/iu

const longestLine = 600

/** Sentences on each side that may still speak of the place. */
const nearest = 4

/** A place in a text: the sentence that holds it and what stands next to it. */
export interface Passage {
  sentence: string
  /** Where the place begins inside `sentence`. */
  at: number
  /** The block before, which often is the label: `Горячая линия`. */
  label: string
  /** The nearest other sentences of the same block, and the blocks before and after; short ones only. */
  nearby: string[]
}

/** The passage around characters `start`..`end` of a text with one block a line. */
export function passageAt(text: string, start: number, end: number): Passage {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - longestLine)
  const lineBreak = text.indexOf('\n', end)
  const lineEnd = Math.min(lineBreak < 0 ? text.length : lineBreak, end + longestLine)
  const sentences = splitSentences(text.slice(lineStart, lineEnd))
  const places: { sentence: string; offset: number }[] = []
  let offset = lineStart
  for (const sentence of sentences) {
    places.push({ sentence, offset })
    offset += sentence.length
  }
  const index = places.findIndex((one) => start >= one.offset && start < one.offset + one.sentence.length)
  const own = places[index]
  const nearby = places
    .slice(Math.max(0, index - nearest), index + nearest + 1)
    .filter((one) => one !== own)
    .map(({ sentence }) => sentence)
  const before = neighbourLine(text.slice(Math.max(0, lineStart - 600), lineStart), 'before')
  const after = neighbourLine(text.slice(lineEnd, lineEnd + 600), 'after')
  return {
    sentence: own?.sentence ?? '',
    at: own ? start - own.offset : 0,
    label: before,
    nearby: [...nearby, ...splitSentences(before), ...splitSentences(after)],
  }
}

/** A heading reaches no further than this many characters. */
const headingReach = 3000

/** Words of the last heading before a place, the place itself not inside it; empty where none is near. */
export function headingAbove(text: string, headings: readonly Span[], start: number): string {
  const above = headings.findLast((heading) => heading.end <= start)
  if (!above || start - above.end > headingReach) return ''
  return squeeze(text.slice(above.start, Math.min(above.end, above.start + 300)))
}

/** Sentences of one block, joined they give the block again. */
export function splitSentences(line: string): string[] {
  const sentences: string[] = []
  for (const { segment } of segmenter.segment(line)) {
    const last = sentences.at(-1)
    if (last !== undefined && goesOn.test(last)) sentences[sentences.length - 1] = last + segment
    else sentences.push(segment)
  }
  return sentences
}

/** The sentence with the place in view, its label before it where the sentence is bare; at most 200 characters. */
export function excerpt({ sentence, at, label }: Passage): string {
  const limit = 200
  const from = Math.max(0, Math.min(at - limit / 2, sentence.length - limit))
  const shown = squeeze(sentence.slice(from, from + limit))
  const isBare = (shown.match(/\p{L}/gu)?.length ?? 0) < 4
  return (isBare ? squeeze(`${label} ${shown}`) : shown).slice(0, limit)
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function neighbourLine(text: string, side: 'before' | 'after'): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (side === 'before' ? lines.at(-1) : lines[0]) ?? ''
}
