const shortest = 5
const longest = 30
/** Letters of an ending: endings change, subjects do not. */
const ending = 2

/** In the table: lower case takes more than a code unit, or depends on what stands around. */
const special = 0xffff
let folds: Uint16Array | null = null

/**
 * Distinct stems of the words with five letters or more, the most frequent first; lower case, е for ё. A run
 * of more than thirty letters counts as several words.
 */
export function stemsByFrequency(text: string): string[] {
  folds ??= foldTable()
  return countFolded(text, folds) ?? countPlainly(text)
}

/** What each UTF-16 code unit is in lower case when it is a letter; 0: none. */
function foldTable(): Uint16Array {
  const table = new Uint16Array(0x10000)
  const isLetter = /\p{L}/u
  for (let code = 0; code < table.length; code += 1) {
    const lower = String.fromCharCode(code).toLowerCase()
    // A half of a letter outside the basic plane, and the sigma that ends a word in a shape of its own.
    if ((code >= 0xd800 && code < 0xe000) || lower.length > 1 || code === 0x3a3) table[code] = special
    else if (isLetter.test(lower)) table[code] = lower === 'ё' ? 0x435 : lower.charCodeAt(0)
  }
  return table
}

/** Slots of the table of stems; a text of 4,000 characters has some hundreds. */
const smallest = 1024

/** The stems met so far: open addressing, so that a word that was met before makes no string. */
class Tally {
  private readonly text: string
  private readonly fold: Uint16Array
  private slots = new Int32Array(smallest).fill(-1)
  /** Start, length, times and hash of each stem, in the order in which they were met. */
  private readonly met: number[] = []

  constructor(text: string, fold: Uint16Array) {
    this.text = text
    this.fold = fold
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
    const { text, fold } = this
    for (let i = 0; i < length; i += 1)
      if (fold[text.charCodeAt(one + i)] !== fold[text.charCodeAt(other + i)]) return false
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

/** Null where the text holds a letter that one code unit does not tell. */
function countFolded(text: string, fold: Uint16Array): string[] | null {
  const tally = new Tally(text, fold)
  const { length } = text
  for (let at = 0; at < length; ) {
    const start = at
    let code = fold[text.charCodeAt(at)] ?? 0
    while (code !== 0 && code !== special && at - start < longest) {
      at += 1
      code = at < length ? (fold[text.charCodeAt(at)] ?? 0) : 0
    }
    if (code === special) return null
    const letters = at - start
    if (letters < shortest) at += letters === 0 ? 1 : 0
    else {
      const stem = Math.max(shortest, letters - ending)
      tally.add(start, stem, hashOf(text, fold, start, stem))
    }
  }
  return tally.byFrequency()
}

function hashOf(text: string, fold: Uint16Array, start: number, length: number): number {
  let hash = length
  for (let i = start; i < start + length; i += 1) hash = (hash * 31 + (fold[text.charCodeAt(i)] ?? 0)) | 0
  return (hash ^ (hash >>> 15)) | 0
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
