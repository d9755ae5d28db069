const shortest = 5
const longest = 30
/** Letters of an ending: endings change, subjects do not. */
const ending = 2

/** In the table: nobody has asked yet; and lower case that takes more than a code unit, or depends on its place. */
const unasked = 1
const special = 0xffff
/** What each UTF-16 code unit is in lower case when it is a letter, е for ё; 0: none. */
const folds = new Uint16Array(0x10000).fill(unasked)
/** A text as numbers, read more quickly than a string that was put together; an entry after it stays 0. */
let units = new Uint16Array(16_384)

/**
 * Distinct stems of the words with five letters or more, the most frequent first; lower case, е for ё. A run
 * of more than thirty letters counts as several words.
 */
export function stemsByFrequency(text: string): string[] {
  return fold(text) ? countFolded(text) : countPlainly(text)
}

/** Writes the text's letters into `units`; false where one of them cannot be told by its code unit. */
function fold(text: string): boolean {
  const { length } = text
  if (length >= units.length) units = new Uint16Array(length * 2)
  const buffer = units
  Buffer.from(buffer.buffer).write(text, 'utf16le')
  for (let at = 0; at < length; at += 1) {
    const code = buffer[at] ?? 0
    let folded = folds[code] ?? 0
    if (folded === unasked) {
      folded = foldOf(code)
      folds[code] = folded
    }
    if (folded === special) return false
    buffer[at] = folded
  }
  buffer[length] = 0
  return true
}

function foldOf(code: number): number {
  const lower = String.fromCharCode(code).toLowerCase()
  // A half of a letter outside the basic plane, and the sigma that ends a word in a shape of its own.
  if ((code >= 0xd800 && code < 0xe000) || lower.length > 1 || code === 0x3a3) return special
  if (!/\p{L}/u.test(lower)) return 0
  return lower === 'ё' ? 0x435 : lower.charCodeAt(0)
}

/** Slots of the table of stems; a text of 4,000 characters has some hundreds. */
const smallest = 1024

/** The stems met so far: open addressing, so that a word that was met before makes no string. */
class Tally {
  private readonly text: string
  private readonly letters: Uint16Array
  private slots = new Int32Array(smallest).fill(-1)
  /** Start, length, times and hash of each stem, in the order in which they were met. */
  private readonly met: number[] = []

  constructor(text: string, letters: Uint16Array) {
    this.text = text
    this.letters = letters
  }

  add(start: number, length: number, hash: number): void {
    const { slots, met } = this
    const mask = slots.length - 1
    let slot = hash & mask
    for (let at = slots[slot] ?? -1; at >= 0; at = slots[slot] ?? -1) {
      if (met[at + 3] === hash && met[at + 1] === length && this.same(met[at] ?? 0, start, length)) {
        met[at + 2] = (met[at + 2] ?? 0) + 1
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = met.length
    met.push(start, length, 1, hash)
    if (met.length > slots.length * 2) this.grow()
  }

  byFrequency(): string[] {
    const { met, text } = this
    const order: number[] = []
    for (let at = 0; at < met.length; at += 4) order.push(at)
    order.sort((a, b) => (met[b + 2] ?? 0) - (met[a + 2] ?? 0))
    return order.map((at) => {
      const start = met[at] ?? 0
      return text
        .slice(start, start + (met[at + 1] ?? 0))
        .toLowerCase()
        .replaceAll('ё', 'е')
    })
  }

  private same(one: number, other: number, length: number): boolean {
    const { letters } = this
    for (let i = 0; i < length; i += 1) if (letters[one + i] !== letters[other + i]) return false
    return true
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let at = 0; at < this.met.length; at += 4) {
      let slot = (this.met[at + 3] ?? 0) & mask
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      slots[slot] = at
    }
    this.slots = slots
  }
}

function countFolded(text: string): string[] {
  const letters = units
  const tally = new Tally(text, letters)
  for (let at = 0; at < text.length; at += 1) {
    const start = at
    while (letters[at] !== 0 && at - start < longest) at += 1
    const length = at - start
    if (length >= shortest) {
      const stem = Math.max(shortest, length - ending)
      let hash = stem
      for (let i = start; i < start + stem; i += 1) hash = (hash * 31 + (letters[i] ?? 0)) | 0
      tally.add(start, stem, hash ^ (hash >>> 15))
    }
    // The run goes on: what follows is the next word.
    if (letters[at] !== 0) at -= 1
  }
  return tally.byFrequency()
}

function countPlainly(text: string): string[] {
  const counts = new Map<string, number>()
  const words =
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/\p{L}{5,30}/gu) ?? []
  for (const word of words) {
    const stem = word.slice(0, Math.max(shortest, word.length - ending))
    counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([stem]) => stem)
}
