import type { NetFailure } from '../domain/failure.ts'
import type { Observation } from '../domain/observation.ts'
import type { Hop } from '../net/net.ts'
import { findNotFound } from '../walls/not-found-phrases.ts'
import { type PageEvidence, type PageKnown, summarise } from '../walls/page-evidence.ts'
import { isRoot, relate } from '../walls/same-page.ts'
import type { CheckTools } from './kind.ts'
import { probeSibling } from './probe-sibling.ts'
import {
  type AsKnown,
  cookieNames,
  type Read,
  type ReadOptions,
  readByBrowser,
  readByHttp,
  readUnlessKnown,
  type SeenPage,
} from './read-page.ts'

export interface ObserveOptions {
  /** What the last alive look kept. */
  known?: PageKnown | null
  /** In `auto`, beside empty shells: whether HTTP saw too little for this kind. Walls never reach it. */
  wantsBrowser?: (page: SeenPage) => boolean
  /** Whether an empty shell sends the browser. @default true */
  browserForShell?: boolean
  /** Asks for a made-up neighbour where the page looks suspicious. @default true */
  sibling?: boolean
  headers?: Record<string, string>
  /** The caller can do without the page where its answer is the known one, whose title was this. */
  takesKnown?: { title: string }
}

/** One look at an address: what to store, and the page itself for kinds that read more of it. */
export interface Sight {
  observation: Observation<PageEvidence>
  /** Null when no answer came, and where the answer was known. */
  page: SeenPage | null
}

const nothing: Pick<PageEvidence, 'page' | 'wall' | 'status' | 'sibling' | 'headers' | 'cookies'> = {
  page: null,
  wall: null,
  status: null,
  sibling: null,
  headers: {},
  cookies: [],
}

/** Looks at an address over HTTP, and with the browser where HTTP cannot tell or the caller always wants it. */
export async function observePage(
  url: string,
  tools: CheckTools,
  options: ObserveOptions = {},
): Promise<Sight> {
  const startedMs = performance.now()
  const trace: string[] = []
  const read = await readWisely(url, tools, options, trace)
  const page = read.ok ? read.page : null
  const evidence = await evidenceOfRead(url, read, tools, options, trace)
  const answer = read.ok && answerOf(read, evidence)
  return {
    page,
    observation: {
      evidence,
      facts: page ? factsOf(url, page) : knownFacts(evidence, options),
      via: evidence.via,
      httpStatus: evidence.status,
      finalUrl: read.ok ? evidence.finalUrl : null,
      startedAt: tools.now,
      durationMs: Math.round(performance.now() - startedMs),
      trace,
      ...(answer && { answer }),
      ...(page?.screenshotPng && { screenshotPng: page.screenshotPng }),
    },
  }
}

async function evidenceOfRead(
  url: string,
  read: Read | AsKnown,
  tools: CheckTools,
  options: ObserveOptions,
  trace: string[],
): Promise<PageEvidence> {
  const known = options.known ?? null
  if (!read.ok) return failureEvidence(url, read, known, tools)
  if (!read.page) return knownEvidence(url, read, known)
  return evidenceOf(url, read.page, tools, { ...options, known }, trace)
}

/** A neighbour that was asked too may answer in another way next time. */
function answerOf(read: Extract<Read | AsKnown, { ok: true }>, { sibling }: PageEvidence) {
  if (!read.page) return { prints: read.answer.prints, asKnown: true }
  const { prints } = read.page
  return prints.length > 0 && sibling === null ? { prints, asKnown: false } : null
}

async function readWisely(
  url: string,
  tools: CheckTools,
  options: ObserveOptions,
  trace: string[],
): Promise<Read | AsKnown> {
  const { browser } = tools.net
  const reading = readOptions(tools, options)
  if (tools.browser === 'always' && browser)
    return traced('VISIT', url, await readByBrowser(browser, url, reading), trace)
  const isKnown = options.takesKnown ? tools.isKnown : undefined
  const heard = isKnown
    ? await readUnlessKnown(tools.net, url, reading, isKnown)
    : await readByHttp(tools.net, url, reading)
  const first = traced('GET', url, heard, trace)
  if (!first.ok || !first.page) return first
  if (!browser || tools.browser === 'never' || first.page.wall || first.page.status >= 300) return first
  const shell = first.page.digest.shell && options.browserForShell !== false
  if (!shell && !options.wantsBrowser?.(first.page)) return first
  const second = traced('VISIT', url, await readByBrowser(browser, url, reading), trace)
  // Trouble of the second way does not undo what the first one saw, but it was asked.
  return second.ok ? second : { ok: true, page: { ...first.page, prints: [] } }
}

function readOptions(tools: CheckTools, options: ObserveOptions): ReadOptions {
  const { timeoutMs, signal } = tools
  return options.headers ? { timeoutMs, signal, headers: options.headers } : { timeoutMs, signal }
}

async function evidenceOf(
  url: string,
  page: SeenPage,
  tools: CheckTools,
  options: ObserveOptions & { known: PageKnown | null },
  trace: string[],
): Promise<PageEvidence> {
  const summary = summarise(page.digest)
  const suspicious = options.sibling !== false && isSuspicious(url, page, options.known)
  const sibling = suspicious ? await probeSibling(url, page, tools, trace) : null
  if (page.wall) trace.push(`recognised ${page.wall.id} (${page.wall.family})`)
  return {
    requestedUrl: url,
    finalUrl: page.url,
    failure: null,
    status: page.status,
    hops: page.hops.slice(0, 12),
    headers: telling(page.headers),
    cookies: cookieNames(page.headers).slice(0, 30),
    wall: page.wall,
    page: summary,
    sibling,
    via: page.via,
    known: options.known,
  }
}

/** Readable pages only: behind a wall a made-up address looks just like a real one. */
function isSuspicious(url: string, page: SeenPage, known: PageKnown | null): boolean {
  if (page.status < 200 || page.status >= 300 || page.wall || page.digest.shell) return false
  if (findNotFound(page.digest) !== null || relate(url, page.url) === 'home') return !isRoot(url)
  const rendered = page.via === 'browser' && page.digest.scripts.length > 0
  return (
    rendered &&
    known !== null &&
    known.title !== page.digest.title &&
    known.h1 !== (page.digest.h1[0] ?? null) &&
    !isRoot(url)
  )
}

function failureEvidence(
  url: string,
  { failure, hops, url: lastUrl }: { failure: NetFailure; hops: Hop[]; url: string },
  known: PageKnown | null,
  { browser, net }: CheckTools,
): PageEvidence {
  const via = browser === 'always' && net.browser ? 'browser' : 'http'
  return { ...nothing, requestedUrl: url, finalUrl: lastUrl, failure, hops: hops.slice(0, 12), via, known }
}

function knownEvidence(url: string, { answer }: AsKnown, known: PageKnown | null): PageEvidence {
  const { status, hops, url: finalUrl } = answer
  // The spread goes last where an object is wide: DECISIONS 75.
  return {
    requestedUrl: url,
    finalUrl,
    failure: null,
    hops: hops.slice(0, 12),
    via: 'http',
    known,
    unchanged: true,
    ...nothing,
    status,
  }
}

const tellingHeaders =
  /^(?:server|content-type|retry-after|cf-mitigated|x-(?:wbaas|yandex|datadome|dd-b|amzn-waf|vercel-mitigated|cache|iinfo|cdn|kpsdk).{0,30}|bxpunish|content-language)$/

function telling(headers: Record<string, string>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name in headers) if (tellingHeaders.test(name)) kept[name] = (headers[name] ?? '').slice(0, 200)
  return kept
}

function factsOf(url: string, { digest, url: lastUrl, wall }: SeenPage): Observation['facts'] {
  const facts = placeFacts(url, digest.title || digest.ogTitle || '', lastUrl)
  return wall ? [...facts, { label: 'wall', value: wall.id }] : facts
}

function knownFacts({ unchanged, requestedUrl, finalUrl }: PageEvidence, { takesKnown }: ObserveOptions) {
  return unchanged ? placeFacts(requestedUrl, takesKnown?.title ?? '', finalUrl) : []
}

function placeFacts(url: string, title: string, lastUrl: string): Observation['facts'] {
  return [
    ...(title ? [{ label: 'title', value: title.slice(0, 200) }] : []),
    ...(relate(url, lastUrl) === 'same' ? [] : [{ label: 'landedOn', value: lastUrl }]),
  ]
}

function traced<T extends Read | AsKnown>(verb: string, url: string, read: T, trace: string[]): T {
  const hops = !read.ok ? read.hops : (read.page ?? read.answer).hops
  for (const hop of hops) trace.push(`${verb} ${hop.url} -> ${hop.status}, to ${hop.location}`)
  const last = hops.at(-1)?.location ?? url
  trace.push(`${verb} ${last} -> ${outcomeOf(read)}`)
  return read
}

function outcomeOf(read: Read | AsKnown): string {
  if (!read.ok) return `${read.failure.code}: ${read.failure.message}`
  if (!read.page) return `${read.answer.status}, as it was read before`
  return `${read.page.status}, ${sizeOf(read.page.html)}`
}

function sizeOf(html: string): string {
  return html.length < 1000 ? `${html.length} B` : `${Math.round(html.length / 1000)} kB`
}
