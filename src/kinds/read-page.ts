import type { Exchange, Hop, Net, Visit } from '../net/net.ts'
import { digestOfNothing, digestPage, type PageDigest } from '../walls/page-digest.ts'
import { recogniseWall, type WallMatch } from '../walls/signatures.ts'

/** A frame inside a page, as the browser rendered it. */
export interface SeenFrame {
  url: string
  digest: PageDigest
}

/** A page as it was read: the answer, its document and what stands in front of it. */
export interface SeenPage {
  status: number
  url: string
  hops: Hop[]
  headers: Record<string, string>
  /** Raw document over HTTP, the rendered one in the browser. */
  html: string
  digest: PageDigest
  frames: SeenFrame[]
  wall: WallMatch | null
  via: 'http' | 'browser'
  screenshotPng: Uint8Array | null
  /** Fingerprints of the one answer that this was read from; none where several were, or nobody wanted them. */
  prints: readonly string[]
}

type Answer = Extract<Exchange, { ok: true }>
type Failed = Extract<Exchange, { ok: false }>

/** What one try came to. */
export type Read = { ok: true; page: SeenPage } | Failed

/** An answer that was known, so that nothing was read. */
export type AsKnown = { ok: true; page: null; answer: Answer }

export interface ReadOptions {
  timeoutMs: number
  signal: AbortSignal
  headers?: Record<string, string>
}

/** Asks over HTTP. A short page that only sends the visitor on (`meta refresh`) is followed once. */
export async function readByHttp(net: Net, url: string, options: ReadOptions): Promise<Read> {
  const exchange = await net.http.get(url, options)
  return exchange.ok ? readAnswer(net, url, exchange, options) : exchange
}

/** The same, but an answer that is known is not read. */
export async function readUnlessKnown(
  net: Net,
  url: string,
  options: ReadOptions,
  isKnown: (print: string) => boolean,
): Promise<Read | AsKnown> {
  const exchange = await net.http.get(url, { ...options, isKnown })
  if (!exchange.ok) return exchange
  if (exchange.asKnown) return { ok: true, page: null, answer: exchange }
  return readAnswer(net, url, exchange, options)
}

async function readAnswer(net: Net, url: string, exchange: Answer, options: ReadOptions): Promise<Read> {
  const page = pageOf(url, exchange)
  const next = page.wall ? null : refreshTarget(page)
  if (next === null) return { ok: true, page }
  const followed = await net.http.get(next, options)
  const hops = [
    ...exchange.hops,
    { url: exchange.url, status: exchange.status, location: next },
    ...followed.hops,
  ]
  return followed.ok ? { ok: true, page: pageOf(url, { ...followed, hops }) } : { ...followed, hops }
}

/** Looks with the browser. */
export async function readByBrowser(
  browser: NonNullable<Net['browser']>,
  url: string,
  { timeoutMs, signal }: ReadOptions,
): Promise<Read> {
  const visit = await browser.visit(url, { timeoutMs, signal, screenshot: true })
  return visit.ok ? { ok: true, page: visitedPage(url, visit) } : visit
}

function pageOf(requestedUrl: string, exchange: Answer): SeenPage {
  const { status, url, hops, headers, body, prints } = exchange
  const digest = isDocument(headers, body) ? digestPage(body, url) : digestOfNothing(exchange.bodyBytes)
  return {
    status,
    url,
    hops,
    headers,
    html: body,
    digest,
    frames: [],
    wall: recogniseWall({
      status,
      requestedUrl,
      finalUrl: url,
      headers,
      cookies: cookieNames(headers),
      html: body,
      digest,
    }),
    via: 'http',
    screenshotPng: null,
    prints,
  }
}

function visitedPage(requestedUrl: string, visit: Extract<Visit, { ok: true }>): SeenPage {
  const { status, url, hops, headers, html } = visit
  const digest = digestPage(html, url)
  return {
    status,
    url,
    hops,
    headers,
    html,
    digest,
    frames: visit.frames.map((frame) => ({ url: frame.url, digest: digestPage(frame.html, frame.url) })),
    wall: recogniseWall({
      status,
      requestedUrl,
      finalUrl: url,
      headers,
      cookies: cookieNames(headers),
      html,
      digest,
    }),
    via: 'browser',
    screenshotPng: visit.screenshot,
    prints: [],
  }
}

/** Names of the cookies that an answer set. */
export function cookieNames(headers: Record<string, string>): string[] {
  const lines = headers['set-cookie']?.split('\n') ?? []
  return lines.map((line) => line.split('=', 1)[0]?.trim().slice(0, 80) ?? '').filter((name) => name !== '')
}

function isDocument(headers: Record<string, string>, body: string): boolean {
  const type = headers['content-type'] ?? ''
  return (
    type === '' ||
    /html|xml|text\/plain/i.test(type) ||
    /^\s{0,50}<(?:!doctype|html)/i.test(body.slice(0, 100))
  )
}

const patienceSeconds = 5

function refreshTarget({ url, digest, status }: SeenPage): string | null {
  const target = digest.metaRefresh
  if (!target?.url || status >= 400 || target.seconds > patienceSeconds || digest.textLength > 300)
    return null
  return /^https?:/.test(target.url) && target.url !== url ? target.url : null
}
