import { splitSentences } from '../../kinds/passages.ts'

/** A stretch of the text. */
export interface Stretch {
  start: number
  end: number
}

/** Abbreviations that end no sentence, beside those that the shared splitter knows. */
const goesOn =
  /(?:^|[\s(«,])(?:ооо|оао|пао|ао|ип|пос|пер|пр|просп|пл|ш|кв|оф|эт|пом|см|напр|рис|моб|факс|чел|мин|сек|ред|им|яндекс|e\.g|i\.e|no|st|т\.\s?к)\.\s*$/iu

/** Longer blocks are cut at the end of a sentence, so that none costs more than its length. */
const longestBlock = 4000
/** Windows into a long sentence begin and end at multiples of this. */
const step = 250

/** A text in blocks (lines, or several that were wrapped) and sentences; sentences are split only where asked for. */
export class Prose {
  readonly text: string
  readonly blocks: readonly Stretch[]
  private readonly sentences = new Map<number, Stretch[]>()

  constructor(text: string) {
    this.text = text
    this.blocks = toBlocks(text)
  }

  /** Index of the block that holds a place. */
  blockAt(place: number): number {
    let low = 0
    let high = this.blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.blocks[middle]?.start ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  textOf(stretch: Stretch | undefined): string {
    return stretch ? this.text.slice(stretch.start, stretch.end) : ''
  }

  /**
   * About `reach` characters of a stretch on each side of a place: never fewer, and up to a step more, so that
   * places next to each other see the same text.
   */
  around({ start, end }: Stretch, place: Stretch, reach: number): Stretch {
    const from = start + Math.floor(Math.max(0, place.start - reach - start) / step) * step
    const to = start + Math.ceil((Math.max(place.end, start) + reach - start) / step) * step
    return { start: from, end: Math.min(end, to) }
  }

  /** The sentence around a place, without white space at its ends. */
  sentenceAt(place: number): Stretch {
    const index = this.blockAt(place)
    const all = this.sentencesOf(index)
    const block = this.blocks[index] ?? { start: 0, end: this.text.length }
    return all.find(({ start, end }) => start <= place && place < end) ?? block
  }

  sentencesOf(index: number): Stretch[] {
    const known = this.sentences.get(index)
    if (known) return known
    const block = this.blocks[index]
    const split = block ? this.split(block) : []
    this.sentences.set(index, split)
    return split
  }

  private split({ start, end }: Stretch): Stretch[] {
    const found: Stretch[] = []
    let offset = start
    for (const cell of this.text.slice(start, end).split('\t')) {
      for (const sentence of joinAbbreviated(splitSentences(cell.replace(/[\n\r]/g, ' ')))) {
        if (sentence.trim() !== '') found.push({ start: offset, end: offset + sentence.length })
        offset += sentence.length
      }
      offset += 1
    }
    return found
  }
}

function joinAbbreviated(sentences: readonly string[]): string[] {
  const joined: string[] = []
  for (const sentence of sentences) {
    const last = joined.at(-1)
    if (last !== undefined && goesOn.test(last)) joined[joined.length - 1] = last + sentence
    else joined.push(sentence)
  }
  return joined
}

function toBlocks(text: string): Stretch[] {
  const blocks: Stretch[] = []
  let start = 0
  while (start <= text.length) {
    const lineBreak = text.indexOf('\n', start)
    const end = cutLong(text, start, lineBreak < 0 ? text.length : lineBreak)
    const last = blocks.at(-1)
    const isWrapped =
      last && end - last.start < longestBlock && last.end < start && goesOnBelow(text, last, { start, end })
    if (last && isWrapped) last.end = end
    else blocks.push({ start, end })
    start = text[end] === '\n' || end === text.length ? end + 1 : end
  }
  return blocks
}

function cutLong(text: string, start: number, end: number): number {
  if (end - start <= longestBlock) return end
  const piece = text.slice(start, start + longestBlock)
  const stop = Math.max(
    piece.lastIndexOf('. '),
    piece.lastIndexOf('! '),
    piece.lastIndexOf('? '),
    piece.lastIndexOf('\t'),
  )
  const at = stop > longestBlock / 2 ? stop : piece.lastIndexOf(' ')
  return start + (at > longestBlock / 2 ? at + 1 : longestBlock)
}

/** Whether a line was only wrapped: it is long, has not ended, and the next begins in the middle of a sentence. */
function goesOnBelow(text: string, above: Stretch, below: Stretch): boolean {
  const next = text.slice(below.start, Math.min(below.end, below.start + 12))
  if (!/^\s{0,3}[\p{Ll}(\d]/u.test(next) || /^\s{0,3}\d{1,2}[.)]\s/.test(next)) return false
  const before = text.slice(Math.max(above.start, above.end - 200), above.end).trimEnd()
  return before.slice(before.lastIndexOf('\n') + 1).length >= 30 && !/[.!?;:…]$/.test(before)
}
