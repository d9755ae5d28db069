const tableSize = 0x8000

/** A document as numbers: reading them costs half of asking a string for each. One for the process. */
let units = new Uint16Array(0x8000)

/** The first `length` characters of a text in `units`. */
function unitsOf(text: string, length: number): Uint16Array {
  if (length > units.length) units = new Uint16Array(length)
  const written = units
  Buffer.from(written.buffer, 0, length * 2).write(text, 'utf16le')
  return written
}

/** The three characters up to a place, without Latin case, mixed into one number. */
function blockAt(chars: Uint16Array, at: number): number {
  const first = (chars[at - 2] ?? 0) | 32
  const second = (chars[at - 1] ?? 0) | 32
  return ((first << 10) ^ (second << 5) ^ ((chars[at] ?? 0) | 32)) & (tableSize - 1)
}

/**
 * Finds which of many literals a document holds, in one pass and without regard to Latin case (Wu and Manber,
 * "A fast algorithm for multi-pattern searching", 1994, blocks of three). Pages without any, nearly all, cost
 * a look at every fourth character or so.
 */
export class NeedleFinder {
  private readonly shortest: number
  /** How far a block lets the search go on; 0: a needle may end its first `shortest` characters here. */
  private readonly shifts: Uint8Array
  private readonly candidates = new Map<number, string[]>()

  /** @param needles lower case, six characters at least make it quick */
  constructor(needles: readonly string[]) {
    this.shortest = Math.min(...needles.map(({ length }) => length), 64)
    this.shifts = new Uint8Array(tableSize).fill(Math.max(1, this.shortest - 2))
    for (const needle of new Set(needles)) this.take(needle)
  }

  /** The needles among the first `limit` characters. */
  find(text: string, limit = text.length): Set<string> {
    const found = new Set<string>()
    const { shifts, shortest } = this
    const end = Math.min(text.length, limit)
    const chars = unitsOf(text, end)
    for (let at = shortest - 1; at < end; ) {
      const block = blockAt(chars, at)
      const shift = shifts[block] ?? 1
      if (shift === 0) this.confirm(text, at - shortest + 1, block, found)
      at += shift === 0 ? 1 : shift
    }
    return found
  }

  private take(needle: string): void {
    const last = this.shortest - 1
    const chars = Uint16Array.from({ length: needle.length }, (_, at) => needle.charCodeAt(at))
    for (let at = 2; at <= last; at += 1) {
      const block = blockAt(chars, at)
      this.shifts[block] = Math.min(this.shifts[block] ?? 0, last - at)
      if (at < last) continue
      const sharing = this.candidates.get(block)
      if (sharing) sharing.push(needle)
      else this.candidates.set(block, [needle])
    }
  }

  private confirm(text: string, start: number, block: number, found: Set<string>): void {
    for (const needle of this.candidates.get(block) ?? [])
      if (!found.has(needle) && standsAt(text, start, needle)) found.add(needle)
  }
}

function standsAt(text: string, start: number, needle: string): boolean {
  for (let i = 0; i < needle.length; i += 1) {
    const code = text.charCodeAt(start + i)
    const folded = code >= 65 && code <= 90 ? code + 32 : code
    if (folded !== needle.charCodeAt(i)) return false
  }
  return true
}
