/** Names under which pages keep what is new with every answer. */
const names =
  'csrf|xsrf|nonce|token|sess(?:ion)?_?id|(?:request|trace)[_-]?id|(?:server|current)[_-]?time|timestamp'
/** As long as a number of seconds, and without the spaces that words have. */
const shape = '[\\w+/=.:~%|-]{8,4000}'

const tokens = new RegExp(
  [
    // Fields that nobody sees, and what a page tells its own scripts.
    '<(?:input|meta)\\s[^<>]{1,6000}>',
    // Remarks, as of the time that a page took; data in a remark is read.
    '<!--[^<>{]{1,300}-->',
    // In attributes and in scripts, also where JSON stands inside a string. Moments are bare numbers, but never
    // after a bare equals sign, as in the address of a frame.
    `((?:${names})[\\w-]{0,30}\\\\?["']?\\s{0,2}(?:[:=]\\s{0,2}\\\\?["']|(?::\\s{0,2}|(?<=\\s)=\\s{1,2})(?=\\d{8})))${shape}`,
  ].join('|'),
  'gi',
)
const hidden = /\stype\s?=\s?["']?hidden\b/i
const named = new RegExp(`\\s(?:name|property|id)\\s?=\\s?["']?[\\w:.-]{0,40}(?:${names})`, 'i')
const valueOfTag = new RegExp(`(\\s(?:value|content)\\s?=\\s?["']?)${shape}`, 'i')

/** How far from its beginning a tag is still seen as one, characters. */
const longestTag = 500

/**
 * A document without the values that are new with every answer and that no reading looks at: tokens against
 * forgery, nonces, hidden fields, numbers of requests, the server's clock, remarks. In linear time. Everything else
 * of it stays, above all its text, so that two documents which are the same without them differ in nothing that is
 * judged.
 * @param document one character a byte
 */
export function withoutTokens(document: string): string {
  const isInScript = openScripts(document)
  return document.replace(tokens, (found, before: string | undefined, at: number) => {
    if (before !== undefined) return isAttribute(document, at) || isInScript(at) ? before : found
    if (found[1] === '!') return ''
    const isInput = found.slice(0, 6).toLowerCase() === '<input'
    return (isInput ? hidden : named).test(found) ? found.replace(valueOfTag, '$1') : found
  })
}

/** Whether the name of an attribute ends at a place, or goes on there: not a word in an address or in a text. */
function isAttribute(document: string, at: number): boolean {
  const before = document.slice(Math.max(0, at - longestTag), at)
  const tag = before.slice(before.lastIndexOf('<'))
  return /^<[a-z][^>]*\s[\w:-]{0,40}$/i.test(tag)
}

/** Whether a place is in a script. Places are asked for from first to last. */
function openScripts(document: string): (at: number) => boolean {
  const ends = /<(\/?)script\b/gi
  let isInside = false
  let next = ends.exec(document)
  return (at) => {
    for (; next && next.index < at; next = ends.exec(document)) isInside = next[1] === ''
    return isInside
  }
}

/** A policy for content (CSP) without the nonces of its scripts. */
export function withoutNonces(policy: string): string {
  return policy.replace(/'nonce-[^']{1,200}'/gi, "'nonce-'")
}
