import { feedParser } from './feed-parser.ts'

const markupCap = 600_000

/**
 * Tags with their attributes and the source of scripts, lower case, without visible text: a page that
 * writes about a wall must not look like one. What is no document (JSON) is taken as it is when small.
 */
export function markupOf(html: string): string {
  const source = html.slice(0, markupCap)
  if (!/^\s{0,200}</.test(source)) return source.length < 5000 ? source.toLowerCase() : ''
  const parts: string[] = []
  let inScript = false
  feedParser(source, {
    onopentag(tag, attributes) {
      inScript = tag === 'script'
      parts.push('<', tag)
      for (const [name, value] of Object.entries(attributes)) parts.push(' ', name, '="', value, '"')
      parts.push('>')
    },
    ontext(data) {
      if (inScript) parts.push(data)
    },
    onclosetag() {
      inScript = false
    },
  })
  return parts.join('').toLowerCase()
}
