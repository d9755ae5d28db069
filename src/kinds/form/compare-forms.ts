import { getDomain } from 'tldts'
import type { FieldDigest, FormDigest } from '../../walls/form-digest.ts'
import type { FormMemory } from './evidence.ts'

/** Names that a framework makes anew for every visit. */
const volatile = /^(?::r|react-|mui-|ember|field[-_]?\d|input[-_]?\d|[0-9a-f]{8,}|.{0,40}[0-9a-f-]{32,})/i

/** Share of the fields that has to be lost before a form counts as another one. */
const lostShare = 0.5

/** What became of a form since it was last seen alive, in words; null when it is the same one. */
export function compareForms(form: FormDigest, known: FormMemory): string | null {
  if (sendsElsewhere(form.action, known.action)) return `it now sends to ${hostOf(form.action)}`
  const lost = lostNames(form.fields, known.fields)
  const stable = known.fields.filter(isStable).length
  if (stable === 0 || lost.length / stable < lostShare) return null
  // Renamed fields of the same sorts are a new version of the same form.
  return lostTypes(form.fields, known.fields) === 0 ? null : `lost its fields ${lost.join(', ')}`
}

function sendsElsewhere(action: string | null, before: string | null): boolean {
  const [now, then] = [hostOf(action), hostOf(before)]
  return now !== null && then !== null && now !== then
}

function hostOf(action: string | null): string | null {
  if (action === null || !URL.canParse(action)) return null
  return getDomain(action) ?? new URL(action).hostname
}

function isStable({ name }: FieldDigest): boolean {
  return name !== '' && !volatile.test(name)
}

function lostNames(fields: readonly FieldDigest[], known: readonly FieldDigest[]): string[] {
  const names = new Set(fields.map(({ name }) => name))
  return [...new Set(known.filter(isStable).map(({ name }) => name))].filter((name) => !names.has(name))
}

function lostTypes(fields: readonly FieldDigest[], known: readonly FieldDigest[]): number {
  const left = fields.map(({ type }) => type)
  return known.filter(({ type }) => {
    const at = left.indexOf(type)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  }).length
}
