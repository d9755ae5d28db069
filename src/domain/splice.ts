/** A part of a text, in UTF-16 code units, and what stands there instead. */
export interface Splice {
  offset: number
  length: number
  text: string
}

/** Splices in order of place; one that reaches into the one before it is left out. */
export function orderSplices(splices: readonly Splice[]): Splice[] {
  const ordered: Splice[] = []
  let end = 0
  for (const one of [...splices].sort((a, b) => a.offset - b.offset)) {
    if (one.offset < end) continue
    ordered.push(one)
    end = one.offset + one.length
  }
  return ordered
}

/** The text with all splices made. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = ''
  let at = 0
  for (const { offset, length, text: instead } of orderSplices(splices)) {
    result += text.slice(at, offset) + instead
    at = offset + length
  }
  return result + text.slice(at)
}
