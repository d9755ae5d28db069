import { Lexer } from 'yaml'

/** More than any honest file needs, and far less than what overflows the parser's stack. */
const maxBrackets = 40
const maxIndent = 80

/** Tokens of the lexer that stand for no text: byte order mark, document, flow end, scalar. */
const control = new Set(['\u0002', '\u0018', '\u001f'])

/**
 * Place at which a YAML text nests deeper than a file of ours ever would, or null.
 * Asked before parsing because the parser recurses: two megabytes of `[` end the process.
 */
export function findTooDeep(text: string): { line: number; column: number } | null {
  let offset = 0
  let brackets = 0
  let markers = 0
  let lineStart = true
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++
    else if (token === ']' || token === '}') brackets--
    else if (token === '-' || token === '?') markers++
    if (token.includes('\n')) markers = 0
    const indent = lineStart && /^ +$/.test(token) ? token.length : 0
    if (brackets > maxBrackets || markers > maxBrackets || indent > maxIndent) return placeOf(text, offset)
    if (control.has(token)) continue
    lineStart = token.endsWith('\n')
    offset += token.length
  }
  return null
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
