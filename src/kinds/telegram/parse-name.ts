import type { Parsed } from '../kind.ts'

const hosts = new Set(['t.me', 'telegram.me', 'telegram.dog'])
const namePattern = /^[A-Za-z][A-Za-z0-9_]{3,31}$/
const hashPattern = /^[A-Za-z0-9_-]{6,64}$/

const longestLink = 2048

/** First path segments that are functions of t.me, not names. */
const reserved = new Set(
  (
    'addemoji addlist addstickers addtheme bg boost c confirmphone contact giftcode invoice iv joinchat login m ' +
    'msg nft proxy s setlanguage share socks startattach'
  ).split(' '),
)

/** Cyrillic letters that a reader cannot tell from Latin ones. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  і: 'i',
  ј: 'j',
}

/** Telegram's own address of a value: `https://t.me/name` (names ignore case: lower) or `https://t.me/+hash`. */
export function parseTelegram(text: string): Parsed {
  if (text.length > longestLink) return refuse('too long for a link')
  const written = stripWrapping(text)
  if (written === '') return refuse('empty: write t.me/name or @name')
  if (written.startsWith('@')) return nameValue(written.slice(1))
  if (/^tg:/i.test(written)) return parseAppLink(written)
  if (!/[./:]/.test(written)) return nameValue(written)
  return parseWebLink(written)
}

/** The canonical value of a text that can only be Telegram: its own hosts, `tg:` links and `@name`. */
export function recogniseTelegram(text: string): string | null {
  if (text.length > longestLink) return null
  const written = stripWrapping(text)
  if (!/[@./:]/.test(written)) return null
  const parsed = parseTelegram(written)
  return parsed.ok ? parsed.value : null
}

/** Whether a host is one of Telegram's addresses for names. */
export function isTelegramHost(host: string): boolean {
  const bare = host.toLowerCase().replace(/^www\./, '')
  return hosts.has(bare) || bare.endsWith('.t.me')
}

function stripWrapping(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
    .replace(/^[<«"'([]+/, '')
    .replace(/[>»"')\].,;:!?]+$/, '')
}

function parseAppLink(written: string): Parsed {
  const url = parseUrl(written)
  if (!url) return refuse('not a tg: link that can be read')
  const action = url.host || url.pathname.replace(/^\/+/, '')
  const name = url.searchParams.get('domain')
  if (action === 'resolve' && name) return nameValue(name)
  const hash = url.searchParams.get('invite')
  if (action === 'join' && hash) return inviteValue(hash)
  return refuse('this tg: link names no channel, chat or bot')
}

function parseWebLink(written: string): Parsed {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`
  const writtenHost = /^[a-z]+:\/\/([^/?#]*)/i.exec(withScheme)?.[1] ?? ''
  if (/[^\p{ASCII}]/u.test(writtenHost)) return refuseForeignHost(writtenHost)
  const url = parseUrl(withScheme)
  if (!url || !/^https?:$/.test(url.protocol)) return refuse('not a web address')
  if (url.username || url.password) return refuse('a sign-in before the host: this is not a Telegram link')
  if (url.hostname === 'web.telegram.org') return parseWebClient(url)
  if (!isTelegramHost(url.hostname)) return refuse(`${url.hostname} is not a Telegram address`)
  if (url.port) return refuse('Telegram links have no port')
  const host = url.hostname.replace(/^www\./, '')
  return host.endsWith('.t.me') ? nameValue(host.slice(0, -'.t.me'.length)) : parsePath(url.pathname)
}

// The web client keeps the chat in its fragment: `/k/#@name`, `/#?tgaddr=tg://resolve?domain=name`.
function parseWebClient({ hash }: URL): Parsed {
  const fragment = decode(hash)
  const name =
    /^#(?:\/im\?p=)?@([A-Za-z0-9_]+)/.exec(fragment)?.[1] ?? /domain=([A-Za-z0-9_]+)/.exec(fragment)?.[1]
  return name ? nameValue(name) : refuse('a link into the web client names no public chat: give t.me/name')
}

function parsePath(pathname: string): Parsed {
  const segments = pathname.split('/').filter((part) => part !== '')
  const first = decode(segments[0] ?? '')
  const second = decode(segments[1] ?? '')
  if (first === '') return refuse('the link names no channel, chat or bot')
  if (first.startsWith('+')) return inviteValue(first.slice(1))
  if (first.startsWith('@') && namePattern.test(first.slice(1)))
    return refuse(`no @ in the address: did you mean t.me/${first.slice(1).toLowerCase()}?`)
  switch (first.toLowerCase()) {
    case 's':
      return second ? nameValue(second) : refuse('t.me/s/ without a name')
    case 'joinchat':
      return second ? inviteValue(second) : refuse('t.me/joinchat/ without its code')
    case 'c':
      return refuse('a link into a private chat: only its members can open it')
    default:
      return nameValue(first)
  }
}

function nameValue(name: string): Parsed {
  const plain = toLatin(name)
  if (plain !== name && namePattern.test(plain))
    return refuse(`Cyrillic letters that look Latin: did you mean @${plain.toLowerCase()}?`)
  if (!namePattern.test(name))
    return refuse('a Telegram name has 4 to 32 Latin letters, digits or underscores and begins with a letter')
  const canonical = name.toLowerCase()
  if (reserved.has(canonical)) return refuse(`t.me/${canonical} is a function of Telegram, not a name`)
  return { ok: true, value: `https://t.me/${canonical}` }
}

function inviteValue(hash: string): Parsed {
  if (/^\d{7,15}$/.test(hash))
    return refuse('t.me/+ and digits opens an account by its phone: give the phone')
  if (!hashPattern.test(hash)) return refuse('the code of the invitation is incomplete')
  return { ok: true, value: `https://t.me/+${hash}` }
}

function refuseForeignHost(host: string): Parsed {
  const plain = toLatin(host.toLowerCase())
  return isTelegramHost(plain)
    ? refuse(`the address has Cyrillic letters that look Latin: write ${plain}`)
    : refuse(`${host} is not a Telegram address`)
}

function toLatin(text: string): string {
  return text.replace(/\p{Script=Cyrillic}/gu, (letter) => {
    const latin = lookAlikes[letter.toLowerCase()]
    if (latin === undefined) return letter
    return letter === letter.toLowerCase() ? latin : latin.toUpperCase()
  })
}

function decode(segment: string): string {
  return URL.canParse(`x:${segment}`) && /%[0-9a-f]{2}/i.test(segment) ? decodeSafely(segment) : segment
}

function decodeSafely(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function refuse(problem: string): Parsed {
  return { ok: false, problem }
}
