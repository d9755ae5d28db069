import { scanHtml } from './scan-html.ts'

/** Characters of a document that are looked through for markup; walls are small. */
export const markupCap = 600_000

const smallText = 5000

/**
 * Tags as they are written and the source of scripts, lower case, without visible text and comments: a page
 * that writes about a wall must not look like one. What is no document (JSON) is taken as it is when small.
 */
export function markupOf(html: string): string {
  const source = html.slice(0, markupCap)
  if (!/^\s{0,200}</.test(source)) return source.length < smallText ? source.toLowerCase() : ''
  const parts: string[] = []
  let inScript = false
  scanHtml(source, {
    onOpen(tag, attributes) {
      inScript = tag === 'script'
      parts.push(attributes.source())
    },
    onText(text) {
      if (inScript) parts.push(text)
    },
    onClose() {
      inScript = false
    },
  })
  return parts.join('').toLowerCase()
}
