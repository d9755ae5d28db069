import type { NetFailure } from '../domain/failure.ts'
import type { Observation } from '../domain/observation.ts'
import type { Hop } from '../net/net.ts'
import { findNotFound } from '../walls/not-found-phrases.ts'
import { type PageEvidence, type PageKnown, summarise } from '../walls/page-evidence.ts'
import { isRoot, relate } from '../walls/same-page.ts'
import type { CheckTools } from './kind.ts'
import { probeSibling } from './probe-sibling.ts'
import {
  cookieNames,
  type Read,
  type ReadOptions,
  readByBrowser,
  readByHttp,
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
}

/** One look at an address: what to store, and the page itself for kinds that read more of it. */
export interface Sight {
  observation: Observation<PageEvidence>
  /** Null when no answer came. */
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
  const known = options.known ?? null
  const evidence = read.ok
    ? await evidenceOf(url, read.page, tools, { ...options, known }, trace)
    : failureEvidence(url, read, known, tools)
  return {
    page: read.ok ? read.page : null,
    observation: {
      evidence,
      facts: read.ok ? factsOf(url, read.page) : [],
      via: evidence.via,
      httpStatus: evidence.status,
      finalUrl: read.ok ? evidence.finalUrl : null,
      startedAt: tools.now,
      durationMs: Math.round(performance.now() - startedMs),
      trace,
      ...(read.ok && read.page.screenshotPng ? { screenshotPng: read.page.screenshotPng } : {}),
    },
  }
}

async function readWisely(
  url: string,
  tools: CheckTools,
  options: ObserveOptions,
  trace: string[],
): Promise<Read> {
  const { browser } = tools.net
  const reading = readOptions(tools, options)
  if (tools.browser === 'always' && browser)
    return traced('VISIT', url, await readByBrowser(browser, url, reading), trace)
  const first = traced('GET', url, await readByHttp(tools.net, url, reading), trace)
  if (!browser || tools.browser === 'never' || !first.ok || first.page.wall || first.page.status >= 300)
    return first
  const shell = first.page.digest.shell && options.browserForShell !== false
  if (!shell && !options.wantsBrowser?.(first.page)) return first
  const second = traced('VISIT', url, await readByBrowser(browser, url, reading), trace)
  // Trouble of the second way does not undo what the first one saw.
  return second.ok ? second : first
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

const tellingHeaders =
  /^(?:server|content-type|retry-after|cf-mitigated|x-(?:wbaas|yandex|datadome|dd-b|amzn-waf|vercel-mitigated|cache|iinfo|cdn|kpsdk).{0,30}|bxpunish|content-language)$/

function telling(headers: Record<string, string>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name in headers) if (tellingHeaders.test(name)) kept[name] = (headers[name] ?? '').slice(0, 200)
  return kept
}

function factsOf(url: string, { digest, url: lastUrl, wall }: SeenPage): Observation['facts'] {
  const title = digest.title || digest.ogTitle || ''
  return [
    ...(title ? [{ label: 'title', value: title.slice(0, 200) }] : []),
    ...(relate(url, lastUrl) === 'same' ? [] : [{ label: 'landedOn', value: lastUrl }]),
    ...(wall ? [{ label: 'wall', value: wall.id }] : []),
  ]
}

function traced(verb: string, url: string, read: Read, trace: string[]): Read {
  const hops = read.ok ? read.page.hops : read.hops
  for (const hop of hops) trace.push(`${verb} ${hop.url} -> ${hop.status}, to ${hop.location}`)
  const last = hops.at(-1)?.location ?? url
  const outcome = read.ok
    ? `${read.page.status}, ${sizeOf(read.page.html)}`
    : `${read.failure.code}: ${read.failure.message}`
  trace.push(`${verb} ${last} -> ${outcome}`)
  return read
}

function sizeOf(html: string): string {
  return html.length < 1000 ? `${html.length} B` : `${Math.round(html.length / 1000)} kB`
}
