import { getDomain } from 'tldts'
import { globalWalls } from './global-walls.ts'
import { loginWalls } from './login-walls.ts'
import { markupOf } from './markup.ts'
import type { PageDigest } from './page-digest.ts'
import { parkedDomains } from './parked-domains.ts'
import { regionStubs } from './region-stubs.ts'
import { russianWalls } from './russian-walls.ts'
import { holds, type Prepared, type Signature, type SignatureFamily, type WallInput } from './signature.ts'

/** The row that an exchange matched. */
export interface WallMatch {
  id: string
  family: SignatureFamily
}

/** Every row, in the order in which they are asked: a wall in front of a parked domain is a wall. */
export const signatures: readonly Signature[] = [
  ...russianWalls,
  ...globalWalls,
  ...regionStubs,
  ...loginWalls,
  ...parkedDomains,
]

// One pass over the page decides whether any row's markup is worth a closer look: pages of 100 kB without
// any vendor's mark, nearly all, cost one scan instead of one for every needle.
const anyMark = new RegExp(
  signatures
    .flatMap(({ when }) => when.flatMap((test) => [...(test.markup ?? [])]))
    .map((needle) => (typeof needle === 'string' ? escapeForRegExp(needle) : needle.source))
    .join('|'),
)

/**
 * Names the wall, stub or parking page that an exchange shows, or null for anything else. Structure and
 * protocol are believed on any page, human phrases only in a title or in the text of a short page.
 */
export function recogniseWall(input: WallInput): WallMatch | null {
  const prepared = prepare(input)
  const row = signatures.find(({ when }) => when.some((test) => holds(test, prepared)))
  return row ? { id: row.id, family: row.family } : null
}

function prepare(input: WallInput): Prepared {
  let markup: string | null = null
  return {
    input,
    title: input.digest.title.toLowerCase().replaceAll('ё', 'е'),
    text: input.digest.text.slice(0, 4000).toLowerCase().replaceAll('ё', 'е'),
    host: hostOf(input.finalUrl),
    offsite: getDomain(input.requestedUrl) !== getDomain(input.finalUrl),
    fields: countFields(input.digest),
    markup: () => {
      markup ??= anyMark.test(input.html.toLowerCase()) ? markupOf(input.html) : ''
      return markup
    },
  }
}

const typed = new Set(['text', 'email', 'tel', 'url', 'number', 'textarea', 'select', 'textbox', 'file'])

function countFields({ forms }: PageDigest): number {
  return forms.flatMap(({ fields }) => fields).filter(({ type }) => typed.has(type)).length
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

function escapeForRegExp(needle: string): string {
  return needle.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
