import { domainToASCII, domainToUnicode } from 'node:url'
import { getDomain } from 'tldts'
import type { Parsed } from '../kind.ts'

// RFC 5322 dot-atom; RFC 6531 adds letters of any script. Quoted local parts are not used in public contacts.
const localPattern = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const hostPattern =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/

const longestPaste = 2000

/**
 * `local@domain` in lower case, the domain in ASCII (RFC 5890). Lower case is ours: RFC 5321 lets hosts tell
 * cases of the local part apart, no public support mailbox does.
 */
export function parseAddress(text: string): Parsed {
  if (text.length > longestPaste) return refuse('too long for an address')
  const written = strip(text)
  if (written === '') return refuse('empty: write name@domain')
  if (written.length > 320) return refuse('too long for an address')
  const at = written.lastIndexOf('@')
  if (at < 0) return refuse('no @ in it')
  const local = written.slice(0, at)
  const domain = written.slice(at + 1)
  if (local.length === 0 || local.length > 64) return refuse('the part before @ is missing or too long')
  if (!localPattern.test(local)) return refuse('the part before @ has characters that no address has')
  if (mixesScripts(local)) return refuse('Cyrillic and Latin letters are mixed before @')
  const ascii = domainToASCII(domain.toLowerCase())
  const mixed = domainToUnicode(ascii).split('.').find(mixesScripts)
  if (mixed) return refuse(`“${mixed}” mixes Cyrillic and Latin letters: a look-alike of another domain`)
  if (!hostPattern.test(ascii) || getDomain(ascii) === null) return refuse('the part after @ is no domain')
  return { ok: true, value: `${local.toLowerCase()}@${ascii}` }
}

/** An address without doubt: `mailto:` or nothing but an address. */
export function recogniseAddress(text: string): string | null {
  if (text.length > longestPaste) return null
  const parsed = /^[^\s/:]+$/.test(strip(text)) ? parseAddress(text) : null
  return parsed?.ok ? parsed.value : null
}

/** Domain of a canonical value. */
export function domainOf(value: string): string {
  return value.slice(value.lastIndexOf('@') + 1)
}

/** As people read it: the domain in its own script. */
export function displayAddress(value: string): string {
  return `${value.slice(0, value.lastIndexOf('@'))}@${domainToUnicode(domainOf(value)) || domainOf(value)}`
}

function strip(text: string): string {
  const plain = text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '').trim()
  // `Support <help@shop.example>`: the name before the brackets is for people.
  const bracketed = /^[^<>@]{1,200}<([^<>]{3,320})>[\s.,;]{0,5}$/.exec(plain)?.[1] ?? plain
  const address = bracketed.replace(/^mailto:/i, '').replace(/[?].*$/s, '')
  const decoded = /%[0-9a-f]{2}/i.test(address) ? decodePercent(address) : address
  return decoded.replace(/^[\s<«"'(]+|[\s>»"').,;:!]+$/g, '')
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function mixesScripts(label: string): boolean {
  return /\p{Script=Cyrillic}/u.test(label) && /[a-z]/i.test(label)
}

function refuse(problem: string): Parsed {
  return { ok: false, problem }
}
