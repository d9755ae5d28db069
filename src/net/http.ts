import { setMaxListeners } from 'node:events'
import { printsOfAnswer } from './answer-print.ts'
import { decodeText } from './charset.ts'
import { type Connections, openConnections } from './connections.ts'
import { openConnector } from './connector.ts'
import { openCookieJar } from './cookies.ts'
import { failureAs, failureOf } from './failure.ts'
import { type Answered, ask, readAnswer, skipAnswer } from './http-answer.ts'
import type { Dns, Exchange, GetOptions, Hop, HttpClient } from './net.ts'
import type { NetConfig } from './net-config.ts'
import { nextStop } from './redirect.ts'
import { openRoads } from './roads.ts'
import { openTimeLimit, type TimeLimit } from './time-limit.ts'
import { judgeUrl } from './url-gate.ts'

const defaults = { timeoutMs: 20_000, maxBodyBytes: 2 * 1024 * 1024, maxRedirects: 10 }

/**
 * How long a connection is kept that nobody uses, milliseconds: for the next check of the host where that comes at
 * once, else for redirects and neighbours. Measured: of 5,000 hosts asked in 4 s a worker held 130 MB more with two
 * seconds than with 0.4; a round of 200 busy hosts took half as much CPU again with half a second than with one.
 */
const idleMs = { comingBack: 4_000, leaving: 500 }

/** Headers of every request; short enough to look like a browser that says what it is. */
const baseHeaders = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'ru,en;q=0.8',
  'accept-encoding': 'gzip, deflate, br',
}

/** Guarded HTTP over undici: see `HttpClient`. */
export function openHttpClient(config: NetConfig, dns: Dns): HttpClient {
  const { hostGapMs = Number.POSITIVE_INFINITY } = config
  const keptMs = hostGapMs < 1_000 ? idleMs.comingBack : idleMs.leaving
  const closing = new AbortController()
  // One listener a connection that is being opened is no leak.
  setMaxListeners(0, closing.signal)
  const connections = openConnections({
    connect: openConnector(openRoads(config, dns), closing.signal),
    maxHeaderSize: 32 * 1024,
    // Both are idle timers that a slow drip never trips; the wall clock of the exchange is the limit.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: keptMs,
    keepAliveMaxTimeout: keptMs,
  })
  return {
    async get(url, options = {}) {
      const limit = openTimeLimit(options.timeoutMs ?? defaults.timeoutMs, options.signal)
      try {
        return await follow({ connections, config, limit, options }, url)
      } finally {
        limit.end()
      }
    },
    close() {
      closing.abort()
      return connections.destroy()
    },
  }
}

interface Errand {
  connections: Connections
  config: NetConfig
  limit: TimeLimit
  options: GetOptions
}

async function follow(errand: Errand, start: string): Promise<Exchange> {
  const hops: Hop[] = []
  const judged = judgeUrl(start)
  if (!judged.ok)
    return { ok: false, failure: failureAs('net/address-blocked', judged.problem), url: start, hops }
  const { options, limit } = errand
  const maxRedirects = options.maxRedirects ?? defaults.maxRedirects
  const jar = openCookieJar()
  const seen = new Set<string>()
  const origin = judged.url.origin
  let { url } = judged
  try {
    for (;;) {
      const cookies = jar.headerFor(url)
      const answered = await ask(errand.connections, url, headersFor(errand, url, origin, cookies), limit)
      jar.keep(url, answered.setCookies)
      const step = nextStop(url, answered)
      if (step.kind === 'stay' || maxRedirects === 0) return await finish(answered, url, hops, options)
      hops.push({ url: url.href, status: answered.status, location: step.location })
      if (step.kind === 'leave') return await finish(answered, url, hops, options)
      await skipAnswer(answered)
      if (step.kind === 'refuse') return { ok: false, failure: step.failure, url: step.location, hops }
      seen.add(visitKey(url, cookies))
      url = step.url
      if (hops.length > maxRedirects || seen.has(visitKey(url, jar.headerFor(url)))) {
        return { ok: false, failure: failureAs('net/too-many-redirects'), url: url.href, hops }
      }
    }
  } catch (error) {
    return { ok: false, failure: limit.failure() ?? failureOf(error), url: url.href, hops }
  }
}

/** The same URL with the same cookies would give the same redirect for ever. */
function visitKey(url: URL, cookies: string): string {
  return `${url.href.split('#', 1)[0]} ${cookies}`
}

function headersFor(errand: Errand, url: URL, origin: string, cookies: string): Record<string, string> {
  const extra = { ...errand.options.headers }
  if (url.origin !== origin) {
    // Meant for the first host only, like in the fetch standard.
    delete extra.authorization
    delete extra.cookie
  }
  const cookie = [extra.cookie, cookies].filter(Boolean).join('; ')
  const headers: Record<string, string> = { 'user-agent': errand.config.userAgent, ...baseHeaders, ...extra }
  if (cookie) headers.cookie = cookie
  return headers
}

async function finish(answered: Answered, url: URL, hops: Hop[], options: GetOptions): Promise<Exchange> {
  const { bytes, truncated } = await readAnswer(answered, options.maxBodyBytes ?? defaults.maxBodyBytes)
  const { status, headers } = answered
  const answer = { status, url: url.href, hops, headers, truncated }
  const { prints, asKnown } = recognise(printsOfAnswer(answer, bytes), options)
  const body = asKnown ? '' : decodeText(bytes, headers['content-type'] ?? '')
  return { ok: true, ...answer, body, bodyBytes: bytes.length, prints, asKnown }
}

/** The fingerprints up to the first that is known. */
function recognise(answerPrints: Iterable<string>, { isKnown }: GetOptions) {
  const prints: string[] = []
  if (!isKnown) return { prints, asKnown: false }
  for (const print of answerPrints) {
    prints.push(print)
    if (isKnown(print)) return { prints, asKnown: true }
  }
  return { prints, asKnown: false }
}
