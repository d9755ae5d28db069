/**
 * Whether single spaces are all the white space of a text, and nothing in it is invisible. Letters of Europe and
 * the dashes and quotes of print pass; of a text with rarer signs it says false, whatever they are.
 */
export function isSingleSpaced(text: string): boolean {
  let before = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 32 ? before === 32 : !isSolid(code)) return false
    before = code
  }
  return true
}

/** Not a no-break space, a soft hyphen, nor the letters and spaces beyond Cyrillic and its neighbours. */
function isSolid(code: number): boolean {
  return (
    (code > 32 && code < 0xa0) ||
    (code > 0xa0 && code < 0x1680 && code !== 0xad) ||
    (code >= 0x2010 && code < 0x2028)
  )
}

/** One space for every run of white space: a look at each character, because an expression costs three times that. */
export function singleSpaced(text: string): string {
  return isSingleSpaced(text) ? text : text.replace(/\s+/g, ' ')
}
