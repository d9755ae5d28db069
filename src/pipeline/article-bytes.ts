import { isUtf8 } from 'node:buffer'
import type { Format } from '../kb/extract/finding.ts'
import { decodeText } from '../net/charset.ts'

/** By the ending of the name, else by what the text looks like. */
export function formatOf(name: string, text: string): Format {
  if (/\.(?:md|markdown|mdx)$/i.test(name)) return 'markdown'
  if (/\.(?:html?|xhtml)$/i.test(name)) return 'html'
  if (/\.(?:txt|text)$/i.test(name)) return 'text'
  const start = text.slice(0, 20_000)
  if (/^\s*<(?:!doctype|html|\?xml|head|body|article|div|p|h[1-6]|section|main|ul|table)[\s>]/i.test(start))
    return 'html'
  if ((start.match(/<\/(?:p|div|li|a|h[1-6]|td)>/gi)?.length ?? 0) > 2) return 'html'
  const signs = [
    /^#{1,6}\s\S/m,
    /\[[^\]\n]{1,200}\]\([^)\s]{3,500}\)/,
    /^(?:```|~~~)/m,
    /\*\*[^*\n]{1,200}\*\*/,
    /^\[[^\]\n]+\]:\s\S/m,
  ]
  return signs.some((sign) => sign.test(start)) ? 'markdown' : 'text'
}

/** How documents begin that may have no zero byte near their start. */
const signatures = ['%PDF', 'PK\u0003\u0004', '\u0089PNG', '\u00ff\u00d8']

/** Is it a document of an office, a picture, an archive: anything but text? */
export function isBinary(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 8192)
  if (signatures.some((one) => start.toString('latin1', 0, one.length) === one)) return true
  const isWide = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  return !isWide && start.includes(0)
}

/** Russian texts that are not UTF-8 are windows-1251, unless they say otherwise. */
export function decodeArticle(bytes: Buffer): string {
  const hasMark = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0xef
  if (hasMark || isUtf8(bytes)) return decodeText(bytes, '')
  const declares = /<meta[^>]{0,300}charset/i.test(bytes.subarray(0, 1024).toString('latin1'))
  return decodeText(bytes, declares ? '' : 'text/plain; charset=windows-1251')
}
