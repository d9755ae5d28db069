import type { PageDigest } from './page-digest.ts'

/**
 * What a signature means for a verdict.
 * `wall` a bot wall · `rate` asked too often · `login` an account is needed · `geo` a region or court stub ·
 * `parked` the domain is for sale or unbound · `paused` switched off for now by its owner or hoster.
 */
export type SignatureFamily = 'wall' | 'rate' | 'login' | 'geo' | 'parked' | 'paused'

/** Markup that a literal cannot tell: `like` is asked only of documents that hold `near`. */
export interface MarkupPattern {
  /** Lower case; stands in everything that `like` matches. */
  near: string
  like: RegExp
}

/** All the keys given have to hold; within a list any entry suffices. Strings are lower case. */
export interface SignatureTest {
  status?: readonly number[]
  /** Header name to a pattern of its value. */
  header?: Readonly<Record<string, RegExp>>
  /** Prefixes of cookie names. */
  cookie?: readonly string[]
  /** The whole title, so patterns are anchored: articles about walls have titles too. */
  title?: readonly RegExp[]
  /** Tags and scripts, whatever their size; never visible text. */
  markup?: readonly (string | MarkupPattern)[]
  /** Like `markup`; has to hold as well. */
  andMarkup?: readonly (string | MarkupPattern)[]
  /** Visible text, only of short pages. */
  text?: readonly (string | RegExp)[]
  andText?: readonly (string | RegExp)[]
  /** Where redirects ended; says nothing where one of them fits the documented address too. */
  landedOn?: readonly RegExp[]
  /** Redirects ended on another registrable domain. */
  offsite?: true
  /** The document has at most so many characters of visible text. */
  maxText?: number
  /** The document has at most so many fields to fill in: a form with a captcha beside it is a form. */
  maxFields?: number
  /** Where the owner itself may look like this. */
  notHost?: RegExp
}

/** One row: a vendor's page shape. `trap` names the live pages that look alike. */
export interface Signature {
  id: string
  family: SignatureFamily
  /** Any of these suffices. */
  when: readonly SignatureTest[]
  source: string
  trap: string | null
}

/** What signatures look at. `html` is the raw document, `headers` have lower-case names. */
export interface WallInput {
  status: number
  requestedUrl: string
  finalUrl: string
  headers: Readonly<Record<string, string>>
  cookies: readonly string[]
  html: string
  digest: PageDigest
}

/** Longer pages say such words about something else (crawl4ai draws the same line at 10 kB of HTML). */
export const shortTextLimit = 2500

/** Whatever its markup, a document with more to read than this is no wall: somebody's page shows through. */
const wallTextLimit = 6000

/** An input made ready once for all rows. What costs something is made when a row first needs it. */
export interface Prepared {
  input: WallInput
  title: string
  text: string
  host: () => string
  landedElsewhere: boolean
  offsite: boolean
  fields: number
  /** Literals of the rows that the document holds anywhere. */
  literals: () => ReadonlySet<string>
  markup: () => string
}

/** Characters of visible text beyond which an alternative cannot hold. */
export function longestTextOf({ maxText, text, andText, markup }: SignatureTest): number {
  return Math.min(
    maxText ?? Number.POSITIVE_INFINITY,
    text || andText ? shortTextLimit : Number.POSITIVE_INFINITY,
    markup ? wallTextLimit : Number.POSITIVE_INFINITY,
  )
}

/**
 * Whether one alternative of a row holds, for a document within its `longestTextOf`. Cheap questions come first.
 */
export function holds(test: SignatureTest, seen: Prepared): boolean {
  const { input } = seen
  if (test.status && !test.status.includes(input.status)) return false
  if (test.maxFields !== undefined && seen.fields > test.maxFields) return false
  if (test.offsite && !seen.offsite) return false
  if (test.notHost?.test(seen.host())) return false
  if (test.title && !test.title.some((pattern) => pattern.test(seen.title))) return false
  if (test.landedOn && !(seen.landedElsewhere && hasLanded(test.landedOn, input))) return false
  if (test.cookie && !test.cookie.some((prefix) => input.cookies.some((name) => name.startsWith(prefix))))
    return false
  if (test.header && !headersHold(test.header, input.headers)) return false
  if (test.text && !anyIn(test.text, seen.text)) return false
  if (test.andText && !anyIn(test.andText, seen.text)) return false
  if (test.markup && !anyMark(test.markup, seen)) return false
  return !test.andMarkup || anyMark(test.andMarkup, seen)
}

function hasLanded(patterns: readonly RegExp[], { requestedUrl, finalUrl }: WallInput): boolean {
  const fits = (url: string) => patterns.some((pattern) => pattern.test(url.slice(0, 2000)))
  return fits(finalUrl) && !fits(requestedUrl)
}

function headersHold(wanted: Readonly<Record<string, RegExp>>, headers: WallInput['headers']): boolean {
  for (const name in wanted) {
    const value = headers[name]
    if (value === undefined || !wanted[name]?.test(value.slice(0, 500))) return false
  }
  return true
}

function anyIn(needles: readonly (string | RegExp)[], hay: string): boolean {
  return needles.some((needle) => (typeof needle === 'string' ? hay.includes(needle) : needle.test(hay)))
}

function anyMark(marks: readonly (string | MarkupPattern)[], seen: Prepared): boolean {
  return marks.some((mark) => {
    const literal = typeof mark === 'string' ? mark : mark.near
    if (!seen.literals().has(literal)) return false
    return typeof mark === 'string' ? seen.markup().includes(mark) : mark.like.test(seen.markup())
  })
}
