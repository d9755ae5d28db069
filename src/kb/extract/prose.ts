import { splitSentences } from '../../kinds/passages.ts'

/** A stretch of the text. */
export interface Stretch {
  start: number
  end: number
}

/** Abbreviations that end no sentence, beside those that the shared splitter knows. */
const goesOn =
  /(?:^|[\s(«,])(?:ооо|оао|пао|ао|ип|пос|пер|пр|просп|пл|ш|кв|оф|эт|пом|см|напр|рис|моб|факс|чел|мин|сек|ред|им|яндекс|e\.g|i\.e|no|st|т\.\s?к)\.\s*$/iu

/** Longer blocks without a line break are no prose: a sentence is looked for around its place only. */
const longestBlock = 20_000
const reach = 1000

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

  /** The sentence around a place, without white space at its ends. */
  sentenceAt(place: number): Stretch {
    const index = this.blockAt(place)
    const block = this.blocks[index] ?? { start: 0, end: this.text.length }
    const all =
      block.end - block.start > longestBlock
        ? this.split({ start: Math.max(block.start, place - reach), end: Math.min(block.end, place + reach) })
        : this.sentencesOf(index)
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
    const end = lineBreak < 0 ? text.length : lineBreak
    const last = blocks.at(-1)
    if (last && goesOnBelow(text.slice(last.start, last.end), text.slice(start, Math.min(end, start + 200))))
      last.end = end
    else blocks.push({ start, end })
    start = end + 1
  }
  return blocks
}

/** Whether a line was only wrapped: it is long, has not ended, and the next begins in the middle of a sentence. */
function goesOnBelow(above: string, below: string): boolean {
  const before = above.slice(-400).trimEnd()
  if (before.slice(before.lastIndexOf('\n') + 1).length < 30 || above.length > 4000) return false
  return (
    !/[.!?;:…]$/.test(before) && /^\s{0,3}[\p{Ll}(\d]/u.test(below) && !/^\s{0,3}\d{1,2}[.)]\s/.test(below)
  )
}
