/** Cookies of one exchange: many sites set one, redirect to themselves and look whether it comes back. */
export interface CookieJar {
  /** Value for the `cookie` header; empty where there is none. */
  headerFor(url: URL): string
  /** Takes the `set-cookie` lines of an answer. */
  keep(url: URL, lines: readonly string[]): void
}

interface Cookie {
  name: string
  value: string
  host: string
  subdomains: boolean
  secure: boolean
}

const mostCookies = 50
const longestCookie = 4096

/** A jar that knows only what a redirect chain needs of RFC 6265; paths are ignored. */
export function openCookieJar(): CookieJar {
  const kept = new Map<string, Cookie>()
  return {
    headerFor(url) {
      return [...kept.values()]
        .filter((cookie) => reaches(cookie, url))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
    },
    keep(url, lines) {
      for (const line of lines) {
        const cookie = line.length <= longestCookie ? parse(line, url) : null
        if (!cookie) continue
        const key = `${cookie.host} ${cookie.name}`
        if (isExpired(line)) kept.delete(key)
        else if (kept.size < mostCookies || kept.has(key)) kept.set(key, cookie)
      }
    },
  }
}

function parse(line: string, url: URL): Cookie | null {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
  const at = pair.indexOf('=')
  if (at < 1) return null
  const domain = attribute(attributes, 'domain')?.replace(/^\./, '').toLowerCase()
  // A domain with one label would be a whole top-level domain.
  const wide = domain?.includes('.') && isWithin(url.hostname, domain)
  return {
    name: pair.slice(0, at),
    value: pair.slice(at + 1),
    host: wide && domain ? domain : url.hostname,
    subdomains: wide === true,
    secure: attributes.some((each) => each.toLowerCase() === 'secure'),
  }
}

function reaches(cookie: Cookie, url: URL): boolean {
  if (cookie.secure && url.protocol !== 'https:') return false
  return cookie.subdomains ? isWithin(url.hostname, cookie.host) : url.hostname === cookie.host
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

function isExpired(line: string): boolean {
  const attributes = line
    .split(';')
    .slice(1)
    .map((part) => part.trim())
  const maxAge = attribute(attributes, 'max-age')
  if (maxAge !== undefined) return Number(maxAge) <= 0
  const expires = attribute(attributes, 'expires')
  return expires !== undefined && Date.parse(expires) < Date.now()
}

function attribute(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((each) => each.toLowerCase().startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}
