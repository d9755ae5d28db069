/** Longest line of the text part, as RFC 5322 section 2.1.1 asks for. */
export const lineMax = 78

/**
 * Breaks a text at spaces so that no line is longer than `lineMax`; the first line begins with `first`, the
 * others with `next`. An address stays whole, however long: a broken one cannot be opened.
 */
export function wrapLine(text: string, first = '', next = first): string[] {
  const room = lineMax - Math.max(first.length, next.length)
  const lines: string[] = []
  let current = ''
  for (const word of text.split(' ').flatMap((word) => splitWord(word, room))) {
    if (current === '') current = word
    else if (current.length + 1 + word.length <= room) current += ` ${word}`
    else {
      lines.push(current)
      current = word
    }
  }
  return [...lines, current].map((line, at) => `${at === 0 ? first : next}${line}`)
}

function splitWord(word: string, room: number): string[] {
  if (word.length <= room || /^\S{0,3}https?:\/\//i.test(word)) return [word]
  const pieces: string[] = []
  let piece = ''
  // By code points, so that no character is cut in two.
  for (const character of word) {
    if (piece.length + character.length > room) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}
