import type { Parsed } from '../kind.ts'
import { recogniseWebAddress } from '../web-address.ts'

const hosts = new Set(['max.ru', 'www.max.ru', 'web.max.ru', 'm.max.ru'])
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{1,63}$/
const hashPattern = /^[A-Za-z0-9_-]{6,128}$/

/** First path segments that are pages of the service. */
const reserved = new Set(
  'about app apps auth blog business download downloads faq help index legal login news privacy qr safety support terms web'.split(
    ' ',
  ),
)

/**
 * `https://max.ru/name` (names in lower case; those of organisations and bots look like `id7700000000_biz`),
 * `https://max.ru/join/code` for invitations and `https://max.ru/u/code` for people.
 */
export function parseMax(text: string): Parsed {
  if (text.length > 2048) return refuse('too long for a link')
  const address = recogniseWebAddress(text)
  if (address === null) return refuse('write max.ru/name')
  const url = new URL(address)
  if (!hosts.has(url.hostname)) return refuse(`${url.hostname} is not an address of MAX`)
  if (url.port) return refuse('MAX links have no port')
  const [first = '', second = ''] = url.pathname.split('/').filter((part) => part !== '')
  if (first === '') return refuse('the link names no channel')
  const kind = first.toLowerCase()
  if (kind === 'join' || kind === 'u') {
    if (!hashPattern.test(second)) return refuse('the code in the link is incomplete')
    return { ok: true, value: `https://max.ru/${kind}/${second}` }
  }
  if (kind === 'c') return refuse('a link into a private chat: only its members can open it')
  if (reserved.has(kind)) return refuse(`max.ru/${kind} is a page of the service, not a name`)
  if (!namePattern.test(first))
    return refuse('a name in MAX has Latin letters, digits, dots, dashes and underscores')
  return { ok: true, value: `https://max.ru/${first.toLowerCase()}` }
}

/** Links to MAX that name a channel; null for anything else. */
export function recogniseMax(text: string): string | null {
  const parsed = parseMax(text)
  return parsed.ok ? parsed.value : null
}

function refuse(problem: string): Parsed {
  return { ok: false, problem }
}
