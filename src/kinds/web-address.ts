import { parse as parseDomain } from 'tldts'
import type { Parsed } from './kind.ts'

const trailing = /[\s.,;:!?»"'“”)\]>]{1,20}$/
const leading = /^[\s«"'“”([<]{1,20}/
const longest = 2000

/**
 * Canonical form of a written web address: `https://` where no scheme was written, host in lower case and
 * punycode, query kept, fragment dropped unless it is a client-side route (`#/…`, `#!…`).
 */
export function parseWebAddress(text: string): Parsed {
  const written = trim(text)
  if (written === '') return problem('the address is empty')
  if (written.length > longest) return problem(`the address is longer than ${longest} characters`)
  if (/\s/.test(written)) return problem('an address has no spaces')
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):(?!\d)/i.exec(written)?.[1]?.toLowerCase()
  if (scheme && scheme !== 'http' && scheme !== 'https')
    return problem(`only http and https are checked, not ${scheme}:`)
  const source = scheme ? written : `https://${written.replace(/^\/\//, '')}`
  if (!URL.canParse(source)) return problem('not an address that a browser could open')
  const url = new URL(source)
  if (url.username !== '' || url.password !== '')
    return problem('an address with a user name in it points elsewhere than it seems')
  if (!isHost(url.hostname)) return problem(`“${url.hostname}” is not a host name`)
  if (!/^#(?:\/|!)/.test(url.hash)) url.hash = ''
  // Without its fragment an address may end in punctuation again: `…/?#` is `…/`.
  const rest = trim(url.href)
  return rest === url.href ? { ok: true, value: rest } : parseWebAddress(rest)
}

/** An address without doubt: with http(s), or a bare host under a public suffix; null for anything else. */
export function recogniseWebAddress(text: string): string | null {
  const written = trim(text)
  const schemed = /^https?:\/\//i.test(written)
  if (!schemed && !isBareHost(written)) return null
  const parsed = parseWebAddress(written)
  return parsed.ok ? parsed.value : null
}

/** Host of a canonical value; `invalid` (RFC 6761) for what is none. */
export function hostOfAddress(value: string): string {
  return URL.canParse(value) ? new URL(value).hostname : 'invalid'
}

/** A written address without the punctuation of the sentence around it; a closing bracket that was opened stays. */
function trim(text: string): string {
  const bare = text.slice(0, longest + 100).replace(leading, '')
  const end = trailing.exec(bare)
  if (!end) return bare
  const balanced = end[0].startsWith(')') && bare.slice(0, end.index).includes('(')
  return bare.slice(0, end.index) + (balanced ? ')' : '')
}

function isHost(host: string): boolean {
  return (
    host === 'localhost' ||
    host.startsWith('[') ||
    (host.includes('.') && !host.includes('..') && !host.startsWith('.'))
  )
}

function isBareHost(text: string): boolean {
  if (!/^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}(?::\d{1,5})?(?:[/?#]\S{0,1900})?$/u.test(text))
    return false
  const { isIcann, domain } = parseDomain(`http://${text}`)
  return isIcann === true && domain !== null
}

function problem(text: string): Parsed {
  return { ok: false, problem: text }
}
