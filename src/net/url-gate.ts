/** A URL that may be fetched, or why not. */
export type UrlVerdict = { ok: true; url: URL } | { ok: false; problem: string }

/** Longest URL that a knowledge base may hold. */
export const maxUrlLength = 2048

/** Redirects to sign-in pages carry their whole state along; they get more room. */
export const maxRedirectUrlLength = 8192

/**
 * The one gate for URLs: http and https only, no userinfo, no control characters, no backslash
 * before the query (parsers disagree on it: GHSA-rph4-96w6-q594). Judges the text, so ask it after every rewriting.
 */
export function judgeUrl(text: string, maxLength = maxUrlLength): UrlVerdict {
  if (text.length > maxLength) return refuse(`longer than ${maxLength} characters`)
  if (hasControlCharacter(text)) return refuse('has a control character')
  if ((text.split(/[?#]/, 1)[0] ?? '').includes('\\')) return refuse('has a backslash')
  if (!URL.canParse(text)) return refuse('is not a URL')
  const url = new URL(text)
  if (!isWeb(url)) return refuse(`has the scheme ${url.protocol.slice(0, 20)} instead of http: or https:`)
  if (url.username || url.password) return refuse('has a user name or password')
  if (!url.hostname) return refuse('has no host')
  return { ok: true, url }
}

/** Whether a URL is one that we fetch at all; `tg:`, `market:`, `javascript:` and friends are not. */
export function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:'
}

/** Host of a URL as sockets and resolvers want it: no brackets, no dot at the end. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** Port of a URL, the default one spelt out. */
export function portOf(url: URL): number {
  return url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80
}

function refuse(problem: string): UrlVerdict {
  return { ok: false, problem: `the URL ${problem}` }
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}
