import type { Parsed } from '../kind.ts'
import { recogniseWebAddress } from '../web-address.ts'

const hosts = new Set(['max.ru', 'www.max.ru', 'web.max.ru', 'm.max.ru'])
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{1,63}$/
const hashPattern = /^[A-Za-z0-9_-]{6,128}$/

/** `https://max.ru/name` (names in lower case) or `https://max.ru/join/code`. */
export function parseMax(text: string): Parsed {
  const address = recogniseWebAddress(text)
  if (address === null) return refuse('write max.ru/name')
  const url = new URL(address)
  if (!hosts.has(url.hostname)) return refuse(`${url.hostname} is not an address of MAX`)
  if (url.port) return refuse('MAX links have no port')
  const [first = '', second = ''] = url.pathname.split('/').filter((part) => part !== '')
  if (first === '') return refuse('the link names no channel')
  if (first.toLowerCase() === 'join') {
    if (!hashPattern.test(second)) return refuse('the code of the invitation is incomplete')
    return { ok: true, value: `https://max.ru/join/${second}` }
  }
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
