import { Parser } from 'htmlparser2'

/** The references of nearly every page; all others are rare enough for the slow way. */
const common: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  copy: '©',
  bull: '•',
  middot: '·',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  times: '×',
  rarr: '→',
  larr: '←',
  shy: '\u00ad',
  thinsp: '\u2009',
}

const reference = /&(?:#(?:x([0-9a-f]{1,8})|(\d{1,8}))|([a-z][a-z0-9]{1,31}))(;?)/gi

/** HTML standard, "numeric character reference end state": C1 numbers mean windows-1252. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * A text with its character references replaced, the way browsers do it.
 * @param inAttribute a reference without its semicolon stays: `?a=1&copy=2` is an address
 */
export function decodeEntities(text: string, inAttribute = false): string {
  if (!text.includes('&')) return text
  let rare = false
  const decoded = text.replace(reference, (whole, hex, decimal, name, semicolon) => {
    if (name === undefined) return characterOf(hex ? Number.parseInt(hex, 16) : Number(decimal))
    const known = Object.hasOwn(common, name) ? common[name] : undefined
    if (known !== undefined && (semicolon !== '' || !inAttribute)) return known
    if (known === undefined && semicolon !== '') rare = true
    return whole
  })
  return rare ? decodeRarely(text) : decoded
}

function characterOf(code: number): string {
  if (code >= 0x80 && code < 0xa0) return windows1252[code - 0x80] ?? ''
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return '\ufffd'
  return String.fromCodePoint(code)
}

/** The full table of references is the parser's. Angle brackets are kept from becoming tags. */
function decodeRarely(text: string): string {
  let decoded = ''
  const parser = new Parser({ ontext: (data) => (decoded += data) }, { decodeEntities: true })
  parser.end(text.replaceAll('<', '&lt;'))
  return decoded
}
