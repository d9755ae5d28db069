import { getDomain } from 'tldts'
import type { FieldDigest, FormDigest } from '../../walls/form-digest.ts'
import type { FormMemory } from './evidence.ts'

/** Names that a framework makes anew for every visit. */
const volatile = /^(?::r|react-|mui-|ember|field[-_]?\d|input[-_]?\d|[0-9a-f]{8,}|.{0,40}[0-9a-f-]{32,})/i

/** Proofs of humanity and consents come and go without the form becoming another one. */
const incidental =
  /captcha|smart-token|recaptcha|turnstile|agree|consent|policy|privacy|personal|soglas|соглас|utm_|csrf|token/i

/** What became of a form since it was last seen alive, in words; null when it is the same one. */
export function compareForms(form: FormDigest, known: FormMemory): string | null {
  if (sendsElsewhere(form.action, known.action)) return `it now sends to ${hostOf(form.action)}`
  const before = telling(known.fields)
  const now = telling(form.fields)
  if (!before.some(isStable) || !now.some(isStable)) return null
  const lost = namesBeyond(before, now)
  const gained = namesBeyond(now, before)
  // Renamed fields of the same sorts are a new version of the same form.
  const parts = [
    lost.length > 0 && typesBeyond(before, now) > 0 ? `lost its fields ${lost.join(', ')}` : '',
    gained.length > 0 && typesBeyond(now, before) > 0 ? `gained the fields ${gained.join(', ')}` : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join('; ') : null
}

function sendsElsewhere(action: string | null, before: string | null): boolean {
  const [now, then] = [hostOf(action), hostOf(before)]
  return now !== null && then !== null && now !== then
}

function hostOf(action: string | null): string | null {
  if (action === null || !URL.canParse(action)) return null
  return getDomain(action) ?? new URL(action).hostname
}

/** The fields that make the form what it is; the choices of one group count as one field. */
function telling(fields: readonly FieldDigest[]): FieldDigest[] {
  const seen = new Set<string>()
  return fields.filter(({ name, type }) => {
    if (incidental.test(name)) return false
    const key = name === '' ? `${seen.size} ${type}` : `${name} ${type}`
    return !seen.has(key) && seen.add(key)
  })
}

function isStable({ name }: FieldDigest): boolean {
  return name !== '' && !volatile.test(name)
}

function namesBeyond(fields: readonly FieldDigest[], others: readonly FieldDigest[]): string[] {
  const names = new Set(others.map(({ name }) => name))
  return [...new Set(fields.filter(isStable).map(({ name }) => name))]
    .filter((name) => !names.has(name))
    .slice(0, 10)
}

/** How many fields have no partner of their sort among the others. */
function typesBeyond(fields: readonly FieldDigest[], others: readonly FieldDigest[]): number {
  const left = others.map(({ type }) => type)
  return fields.filter(({ type }) => {
    const at = left.indexOf(type)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  }).length
}
