import { getDomain } from 'tldts'
import { z } from 'zod'
import { not, type Verdict } from '../domain/verdict.ts'
import { judgeExchange } from '../walls/judge-exchange.ts'
import type { CheckTools, Target } from './kind.ts'
import { observePage } from './observe-page.ts'
import { type PrintedPage, readPrintedPage } from './printed-page.ts'
import type { SeenPage } from './read-page.ts'

/** Why a page does not prove that the contact is gone from it. */
const obstacle = z.object({
  code: z.templateLiteral([z.string(), '/', z.string()]),
  message: z.string(),
  class: z.enum(['blocked', 'unclear', 'self']),
})

/** Evidence of one page that is said to print the contact. */
export const listingPage = z.object({
  url: z.string(),
  finalUrl: z.string(),
  via: z.enum(['http', 'browser', 'none']),
  status: z.number().int().nullable(),
  /** It belongs to the owner; other pages are not asked, because copies that agree are no evidence. */
  owner: z.boolean(),
  obstacle: obstacle.nullable(),
})
export type ListingPage = z.infer<typeof listingPage>

/** A page as read; `printed` is null when nothing of the owner's could be read. */
export interface ReadPage extends ListingPage {
  printed: PrintedPage | null
}

const unread = (code: 'page/empty-shell' | 'net/bad-response' | 'net/body-too-large', message: string) =>
  ({ code, message, class: 'unclear' }) satisfies ListingPage['obstacle']

/** What a kind looks for on the pages. */
export interface Sought {
  /** Whether a page prints the contact. */
  prints(page: PrintedPage): boolean
  /** Whether a page shows such contacts only after a click, or only in part. */
  conceals(page: PrintedPage): boolean
  /** HTTP was enough to see it before, so that its absence there is news. */
  seenByHttp: boolean
}

/** Bodies are cut off at 2 MiB: in Cyrillic that is a million characters. */
const longestBody = 1_000_000

type Listed = Pick<Target, 'listedOn' | 'ownerDomains'>

/**
 * Reads the owner's pages one after the other. Where HTTP does not show the contact and a browser may be
 * used, the browser looks before anybody says that it is not there.
 */
export async function readListingPages(
  { listedOn, ownerDomains }: Listed,
  tools: CheckTools,
  sought: Sought,
): Promise<{ pages: ReadPage[]; trace: string[] }> {
  const pages: ReadPage[] = []
  const trace: string[] = []
  for (const url of new Set(listedOn)) {
    if (isOwners(url, ownerDomains)) pages.push(await readOwnersPage(url, ownerDomains, tools, sought, trace))
    else {
      trace.push(`skipped ${url}: not a page of the owner`)
      const untouched = { finalUrl: url, via: 'none' as const, status: null, obstacle: null, printed: null }
      pages.push({ url, owner: false, ...untouched })
    }
  }
  return { pages, trace }
}

async function readOwnersPage(
  url: string,
  ownerDomains: readonly string[],
  tools: CheckTools,
  sought: Sought,
  trace: string[],
): Promise<ReadPage> {
  const wantsBrowser = ({ html }: SeenPage) => !sought.prints(readPrintedPage(html))
  const { observation, page } = await observePage(url, tools, { wantsBrowser })
  trace.push(...observation.trace)
  const { evidence, via } = observation
  const printed = page && isReadable(page, ownerDomains) ? printedOf(page) : null
  const scripted = via === 'http' && (evidence.page?.scripts ?? 0) > 0 && !sought.seenByHttp
  const obstacle =
    obstacleOf(judgeExchange(evidence)) ??
    strayed(evidence.finalUrl, ownerDomains) ??
    (page && printed && !sought.prints(printed) ? whySilent(page, printed, scripted, sought) : null)
  const base = { url, finalUrl: evidence.finalUrl, via: via === 'browser' ? via : ('http' as const) }
  return { ...base, status: evidence.status, owner: true, obstacle, printed }
}

/** Why the silence of a page that was read proves nothing; null where it does. */
function whySilent(
  page: SeenPage,
  printed: PrintedPage,
  scripted: boolean,
  { conceals }: Sought,
): ListingPage['obstacle'] {
  const type = page.headers['content-type'] ?? ''
  if (page.via === 'http' && type !== '' && !/html|xml|text\/plain/i.test(type))
    return unread('net/bad-response', `not a page that can be searched (${type.slice(0, 60)})`)
  if (printed.cut || page.html.length >= longestBody)
    return unread('net/body-too-large', 'only the beginning of the page was read')
  if (conceals(printed)) return unread('page/empty-shell', 'it shows contacts in full only after a click')
  return scripted
    ? unread('page/empty-shell', 'its scripts may fill in what HTTP does not show, and no browser looked')
    : null
}

/** Whether a page's host or registrable domain (private suffixes count) is the owner's; no domains: any page. */
export function isOwners(url: string, ownerDomains: readonly string[]): boolean {
  if (ownerDomains.length === 0) return true
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  const domain = getDomain(host, { allowPrivateDomains: true })
  return ownerDomains.some((owner) => [host, domain].includes(owner.toLowerCase()))
}

/** The evidence of pages without their text. */
export function withoutText({ printed: _, ...page }: ReadPage): ListingPage {
  return page
}

/** Null when the absence from every owner's page is proof; else what spoils it, as a verdict. */
export function judgeObstacles(pages: readonly ListingPage[]): Verdict | null {
  for (const { url, owner, obstacle: one } of pages)
    if (owner && one) return not('unknown', one.class, one.code, `${one.message}; page ${url}`)
  return null
}

/** Host of the first page, whose politeness budget a check uses; null without pages. */
export function hostOfListing(listedOn: readonly string[]): string | null {
  const first = listedOn.find((url) => URL.canParse(url))
  return first === undefined ? null : new URL(first).hostname
}

/** Trouble with a page never counts against the contact that it lists: it only keeps us from seeing. */
function obstacleOf(verdict: Verdict | null): ListingPage['obstacle'] {
  if (!verdict || verdict.state === 'alive') return null
  const { class: failureClass } = verdict
  const kept = failureClass === 'blocked' || failureClass === 'self' ? failureClass : 'unclear'
  return { ...verdict.reason, class: kept }
}

function strayed(finalUrl: string, ownerDomains: readonly string[]): ListingPage['obstacle'] {
  if (isOwners(finalUrl, ownerDomains)) return null
  return { code: 'page/moved', message: `sent away from the owner's site to ${finalUrl}`, class: 'unclear' }
}

// A login page or a home page may print the contact all the same; only its silence proves nothing.
function isReadable({ status, wall, url }: SeenPage, ownerDomains: readonly string[]): boolean {
  return status >= 200 && status < 300 && wall === null && isOwners(url, ownerDomains)
}

function printedOf({ html, frames }: SeenPage): PrintedPage {
  const printed = readPrintedPage(html)
  const framed = frames.map(({ digest }) => digest.text)
  return { ...printed, text: [printed.text, ...framed].join('\n') }
}
