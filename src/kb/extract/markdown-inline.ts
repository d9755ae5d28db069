/** A link inside a line; `reference` names a definition elsewhere, else the address stands at `offset`. */
export interface InlineLink {
  target: string
  offset: number
  reference: string | null
  /** Place of its label in the line. */
  start: number
  end: number
}

const blank = (text: string) => ' '.repeat(text.length)
/** Takes no room in a reader's eyes, and one character in the text. */
const nothing = '\u2060'
// Labels and addresses are bounded, so that a line of brackets costs no more than its length.
const link =
  /(!?)\[((?:[^[\]\\]|\\.){0,300})\](?:\(\s{0,3}<?([^\s<>()]{0,1000}(?:\([^\s<>()]{0,300}\)[^\s<>()]{0,300}){0,3})>?(?:\s{1,3}(?:"[^"]{0,300}"|'[^']{0,300}'))?\s{0,3}\)|\[([^\]]{0,200})\])?/g
const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9]{0,20})((?:\s[^<>]{0,1000})?)\/?>/g
const references: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  commat: '@',
  period: '.',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  minus: '\u2212',
}

/** A line with the signs of Markdown and HTML blanked at equal length; links are handed to `onLink`. */
export function blankInline(line: string, onLink: (link: InlineLink) => void): string {
  let text = blankCode(line)
  text = text.replace(
    /<((?:https?:\/\/|mailto:|tel:)?[^\s<>]{3,1000}[.@/:][^\s<>]{1,1000})>/g,
    (whole, inner) => {
      return /^(?:https?:|mailto:|tel:)|@/.test(inner) ? ` ${inner} ` : whole
    },
  )
  text = readLinks(text, onLink)
  text = readTags(text, onLink)
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, `${nothing}$1`)
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, decode)
    .replace(/\*{1,3}|~~/g, (signs) => nothing.repeat(signs.length))
    .replace(/(?<=^|[\s(«"])_{1,3}(?=\S)|(?<=\S)_{1,3}(?=[\s).,;:!?»"]|$)/g, (signs) =>
      nothing.repeat(signs.length),
    )
}

/** Parts of a line that the end of a piece of code is looked for in. */
const farthestTick = 40

/** Code between equal runs of backticks. */
function blankCode(line: string): string {
  if (!line.includes('`')) return line
  const parts = line.split(/(`+)/)
  for (let i = 1; i < parts.length; i += 2) {
    let close = i + 2
    while (close < parts.length && close - i < farthestTick && parts[close] !== parts[i]) close += 2
    if (parts[close] !== parts[i]) continue
    for (let j = i; j <= close; j += 1) parts[j] = blank(parts[j] ?? '')
    i = close
  }
  return parts.join('')
}

function readLinks(text: string, onLink: (link: InlineLink) => void): string {
  return text.replace(
    link,
    (whole, image: string, label: string, url?: string, reference?: string, at = 0) => {
      const place = typeof at === 'number' ? at : 0
      if (image) return blank(whole)
      const start = place + 1
      const common = { start, end: start + label.length }
      if (url !== undefined) {
        const inside = whole.indexOf(url, label.length + 2)
        onLink({
          ...common,
          target: url.replace(/\\([!-/:-@[-`{-~])/g, '$1'),
          offset: place + inside,
          reference: null,
        })
      } else onLink({ ...common, target: '', offset: 0, reference: reference || label })
      if (url === undefined && reference === undefined) return whole
      return ` ${label}${blank(whole.slice(label.length + 1))}`
    },
  )
}

function readTags(text: string, onLink: (link: InlineLink) => void): string {
  return text.replace(tag, (whole, slash: string, name: string, attributes: string, at: number) => {
    const href = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes)
    const target = href?.[1] ?? href?.[2] ?? href?.[3]
    if (slash === '' && name.toLowerCase() === 'a' && target) {
      const end = text.indexOf('</', at + whole.length)
      const start = at + whole.length
      onLink({
        target,
        offset: at + whole.indexOf(target),
        reference: null,
        start,
        end: end < 0 ? start : end,
      })
    }
    const isBreak = /^(?:br|p|div|li|tr|td)$/i.test(name)
    return isBreak ? `\t${blank(whole.slice(1))}` : nothing.repeat(whole.length)
  })
}

function decode(whole: string, decimal?: string, hex?: string, name?: string): string {
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : 0
  const sign = name
    ? references[name.toLowerCase()]
    : code > 31 && code < 0xd800
      ? String.fromCodePoint(code)
      : undefined
  return sign === undefined ? whole : sign + nothing.repeat(whole.length - 1)
}
