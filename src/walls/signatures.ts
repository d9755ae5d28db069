import { getDomain } from 'tldts'
import { consentWalls } from './consent-walls.ts'
import { edgeWalls } from './edge-walls.ts'
import { globalWalls } from './global-walls.ts'
import { hostingStubs } from './hosting-stubs.ts'
import { loginWalls } from './login-walls.ts'
import { markupCap, markupOf } from './markup.ts'
import { namelessWalls } from './nameless-walls.ts'
import { NeedleFinder } from './needle-finder.ts'
import type { PageDigest } from './page-digest.ts'
import { parkedDomains } from './parked-domains.ts'
import { regionStubs } from './region-stubs.ts'
import { russianHosts } from './russian-hosts.ts'
import { russianWalls } from './russian-walls.ts'
import {
  holds,
  longestTextOf,
  type Prepared,
  type Signature,
  type SignatureFamily,
  shortTextLimit,
  type WallInput,
} from './signature.ts'
import { siteWalls } from './site-walls.ts'

/** The row that an exchange matched. */
export interface WallMatch {
  id: string
  family: SignatureFamily
}

/** Every row, in the order in which they are asked: a wall in front of a parked domain is a wall. */
export const signatures: readonly Signature[] = [
  ...russianWalls,
  ...edgeWalls,
  ...globalWalls,
  ...siteWalls,
  ...consentWalls,
  ...regionStubs,
  ...loginWalls,
  ...parkedDomains,
  ...russianHosts,
  ...hostingStubs,
  ...namelessWalls,
]

const finder = new NeedleFinder(
  signatures
    .flatMap(({ when }) => when.flatMap((test) => [...(test.markup ?? []), ...(test.andMarkup ?? [])]))
    .map((mark) => (typeof mark === 'string' ? mark : mark.near)),
)

/** Each alternative alone: most are out of the question for the length of an ordinary page. */
const alternatives = signatures.flatMap(({ id, family, when }) =>
  when.map((test) => ({ test, longestText: longestTextOf(test), match: { id, family } })),
)

/**
 * Names the wall, stub or parking page that an exchange shows, or null for anything else. Structure and
 * protocol are believed on any page, human phrases only in a title or in the text of a short page.
 */
export function recogniseWall(input: WallInput): WallMatch | null {
  const prepared = prepare(input)
  const { textLength } = input.digest
  for (const { test, longestText, match } of alternatives)
    if (textLength <= longestText && holds(test, prepared)) return { ...match }
  return null
}

function prepare(input: WallInput): Prepared {
  const { requestedUrl, finalUrl, digest, html } = input
  let literals: ReadonlySet<string> | null = null
  let markup: string | null = null
  return {
    input,
    title: plain(digest.title),
    text: digest.textLength > shortTextLimit ? '' : plain(digest.text.slice(0, 4000)),
    host: () => hostOf(finalUrl),
    landedElsewhere: requestedUrl !== finalUrl,
    offsite: requestedUrl !== finalUrl && getDomain(requestedUrl) !== getDomain(finalUrl),
    fields: countFields(digest),
    literals: () => {
      literals ??= finder.find(html, markupCap)
      return literals
    },
    markup: () => {
      markup ??= markupOf(html)
      return markup
    },
  }
}

/** Lower case, е for ё, straight apostrophes, one space between words. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ё’‘`]/g, (one) => (one === 'ё' ? 'е' : "'"))
    .replace(/\s+/g, ' ')
}

const typed = new Set(['text', 'email', 'tel', 'url', 'number', 'textarea', 'select', 'textbox', 'file'])

function countFields({ forms }: PageDigest): number {
  let count = 0
  for (const { fields } of forms) for (const { type } of fields) if (typed.has(type)) count += 1
  return count
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}
