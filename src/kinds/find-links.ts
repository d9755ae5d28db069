import { parse as parseDomain } from 'tldts'

/** A web address in running text, as written, without the punctuation of the sentence. */
export interface WrittenLink {
  start: number
  end: number
}

const scheme = /(?<![\p{L}\p{N}])https?:\/\//giu
// Where an address certainly ends: white space, quotes, brackets of markup, dashes of prose.
const tailStop = /[\s<>"«»“”„‹›`|\\^\u2013\u2014\u2026\u3002]/
const longest = 2000
const label =
  '[\\p{L}\\p{N}\\u00ad\\u200b\\u2060](?:[\\p{L}\\p{N}\\u00ad\\u200b\\u2060-]{0,61}[\\p{L}\\p{N}])?'
const bareHost = new RegExp(
  `(?<![\\p{L}\\p{N}@._/\\\\=%#&+-])(?:${label}\\.){1,6}\\p{L}[\\p{L}\\p{N}-]{1,23}`,
  'gu',
)

/** Endings of files that are top-level domains as well: without a path they are files. */
const fileNames = new Set('md py sh rs zip mov pl so ps cc am java'.split(' '))
/** Technologies that look like hosts. */
const products = new Set('asp.net vb.net ado.net node.js socket.io paint.net ml.net'.split(' '))
const capitals = new Set('ru com net org su рф'.split(' '))

/** All web addresses in a text: with a scheme, and bare hosts (`t.me/x`, `shop.ru`) under a public suffix. */
export function findLinks(text: string): WrittenLink[] {
  const links: WrittenLink[] = []
  for (const match of text.matchAll(scheme)) {
    const last = links.at(-1)
    if (last && match.index < last.end) continue
    const start = match.index
    const end = endOfTail(text, start + match[0].length, start)
    const host = cutHost(text.slice(start + match[0].length, end))
    if (host > 0) links.push({ start, end: start + match[0].length + host })
  }
  const schemed = [...links]
  let next = 0
  for (const match of text.matchAll(bareHost)) {
    while (next < schemed.length && (schemed[next]?.end ?? 0) <= match.index) next += 1
    const around = schemed[next]
    if (around && around.start <= match.index) continue
    const link = bareLink(text, match.index, match[0])
    if (link) links.push(link)
  }
  return links.sort((a, b) => a.start - b.start)
}

function bareLink(text: string, start: number, written: string): WrittenLink | null {
  const length = suffixedLength(written)
  if (length === 0) return null
  const hostEnd = start + length
  if (text[hostEnd] === '@') return null
  const tail =
    length === written.length ? /^(?::\d{2,5})?(?=[/?#])/.exec(text.slice(hostEnd, hostEnd + 7)) : null
  const end = tail ? endOfTail(text, hostEnd + tail[0].length, start) : hostEnd
  return end > hostEnd + 1 || isPlainHost(written.slice(0, length)) ? { start, end } : null
}

/** Whether a host without a path is meant as an address: no file, no name of a product, no glued sentences. */
function isPlainHost(host: string): boolean {
  const plain = host.replace(/[\u00ad\u200b\u2060]/g, '')
  const small = plain.toLowerCase()
  const labels = small.split('.')
  const suffix = labels.at(-1) ?? ''
  if (fileNames.has(suffix) || products.has(small) || !/\p{L}/u.test(labels.at(-2) ?? '')) return false
  const isSmall = plain.slice(plain.lastIndexOf('.') + 1) === suffix
  if (!isSmall && !capitals.has(suffix) && plain !== plain.toUpperCase()) return false
  if (!isSmall && !capitals.has(suffix)) return false
  // A word of a Cyrillic sentence before a suffix that Russian has as a word too.
  return capitals.has(suffix) || !/\p{Script=Cyrillic}/u.test(suffix) || labels.length > 2
}

/** Length of the part that ends in a public suffix: `shop.ru.Звоните` is `shop.ru`. 0: there is none. */
function suffixedLength(written: string): number {
  const labels = written.split('.')
  for (let count = labels.length; count >= 2; count -= 1) {
    const last = labels[count - 1] ?? ''
    if (count > 2 && /^\p{Lu}\p{Ll}/u.test(last) && /\p{Ll}$/u.test(labels[count - 2] ?? '')) continue
    const host = labels.slice(0, count).join('.')
    const plain = host.replace(/[\u00ad\u200b\u2060]/g, '').toLowerCase()
    if (mixesScripts(labels[count - 2] ?? '')) return 0
    if (/\.(?:example|test)$/.test(plain) && /^[a-z\d.-]+$/.test(plain)) return host.length
    const { isIcann, domain } = parseDomain(plain)
    if (isIcann === true && domain !== null) return host.length
  }
  return 0
}

function mixesScripts(word: string): boolean {
  return /\p{Script=Cyrillic}/u.test(word) && /[a-z]/i.test(word)
}

/** How much of what follows `https://` stays: a host that runs into the next sentence is cut. */
function cutHost(rest: string): number {
  const host = /^[^/?#:]*/.exec(rest)?.[0] ?? ''
  if (host !== rest || !host.includes('.')) return rest.length
  return suffixedLength(host) || rest.length
}

function endOfTail(text: string, from: number, start: number): number {
  let end = from
  const limit = Math.min(text.length, start + longest)
  while (end < limit && !tailStop.test(text[end] ?? ' ')) {
    // `a.ru/x,https://b.ru` and `a.ru/x;b.ru/y` are two.
    if (
      /[,;]/.test(text[end] ?? '') &&
      /^[,;](?:https?:\/\/|www\.|(?:[a-z\d-]{1,40}\.){1,3}[a-z]{2,10}\/)/i.test(text.slice(end, end + 60))
    )
      break
    end += 1
  }
  return trimTail(text, start, end)
}

/** Without the punctuation of the sentence; a closing bracket that was opened inside stays. */
function trimTail(text: string, start: number, end: number): number {
  let last = end
  for (;;) {
    const sign = text[last - 1] ?? ''
    if (last <= start || !/[.,;:!?'’*_~)\]}\u00ad\u200b\u2060]/.test(sign)) return last
    const opening = { ')': '(', ']': '[', '}': '{' }[sign]
    if (sign === '_' && text[start - 1] !== '_') return last
    if (opening) {
      const inner = text.slice(start, last)
      if (inner.split(opening).length >= inner.split(sign).length) return last
    }
    last -= 1
  }
}
