import type { Observation } from '../../domain/observation.ts'
import type { Exchange } from '../../net/net.ts'
import { digestPage } from '../../walls/page-digest.ts'
import { recogniseWall } from '../../walls/signatures.ts'
import type { CheckTools, Target } from '../kind.ts'
import { cookieNames } from '../read-page.ts'
import type { TelegramEvidence, TelegramMemory, TelegramSettings } from './evidence.ts'
import { factsOf } from './facts.ts'
import { findMovingNotice } from './find-notice.ts'
import { countsOf, kindOfCard } from './kind-of-card.ts'
import { readCard } from './read-card.ts'
import { readLastPostAt } from './read-preview.ts'

/** Cards are the same for everybody; the wording of the extra line follows this header. */
const headers = { 'accept-language': 'en' }

/** Cards have some 10 kB; what is longer is no card. */
const longestCard = 200_000
const dayMs = 86_400_000

/** The other address of the same service: asked once where the way to the first one is broken. */
const otherHost: Readonly<Record<string, string>> = { 't.me': 'telegram.me', 'telegram.me': 't.me' }
const brokenWay = /^net\/(?:dns-|refused|reset|timeout|tls-|bad-response)/

/** Asks `t.me` for the public card, and for the newest post where a preview is offered. */
export async function checkTelegram(
  target: Target<TelegramSettings, TelegramMemory>,
  tools: CheckTools,
): Promise<Observation<TelegramEvidence>> {
  const began = performance.now()
  const trace: string[] = []
  const exchange = await askEitherHost(target.value, tools, trace)
  const evidence = readEvidence(target, exchange)
  if (evidence.kind === 'channel' && evidence.card?.preview)
    await addPreview(evidence, exchange.url, target.value, tools, trace)
  return {
    evidence,
    facts: factsOf(evidence),
    via: 'http',
    httpStatus: evidence.status,
    finalUrl: exchange.url,
    startedAt: tools.now,
    durationMs: Math.round(performance.now() - began),
    trace,
  }
}

function readEvidence(
  target: Target<TelegramSettings, TelegramMemory>,
  exchange: Exchange,
): TelegramEvidence {
  const invite = target.value.includes('/+')
  const finalHost = hostOfUrl(exchange.url)
  const base = { ...nothing, documented: target.settings, known: target.memory, invite, finalHost }
  if (!exchange.ok) return { ...base, failure: exchange.failure, status: null, bodyBytes: 0 }
  const html = exchange.body.slice(0, longestCard)
  const card = readCard(html)
  return {
    ...base,
    failure: null,
    status: exchange.status,
    bodyBytes: exchange.bodyBytes,
    wall: card.wrap ? null : findWall(target.value, exchange),
    card,
    kind: kindOfCard(card, invite ? null : target.value.slice(target.value.lastIndexOf('/') + 1)),
    ...countsOf(card),
    notice: card.title === null ? null : findMovingNotice(`${card.title}\n${card.description ?? ''}`),
  }
}

const nothing = {
  wall: null,
  card: null,
  kind: null,
  subscribers: null,
  members: null,
  monthlyUsers: null,
  lastPostAt: null,
  silentDays: null,
  previewRefused: null,
  notice: null,
}

function findWall(requestedUrl: string, exchange: Exchange & { ok: true }): TelegramEvidence['wall'] {
  const { status, url: finalUrl, headers: answered, body: html } = exchange
  const digest = digestPage(html, finalUrl)
  const cookies = cookieNames(answered)
  return recogniseWall({ status, requestedUrl, finalUrl, headers: answered, cookies, html, digest })
}

// Redirects stay off: `/s/name` of anything without a preview answers 302 and proves nothing. A page that was cut
// off has lost its end, where the newest posts stand.
async function addPreview(
  evidence: TelegramEvidence,
  seenAt: string,
  value: string,
  tools: CheckTools,
  trace: string[],
): Promise<void> {
  const url = new URL(value)
  url.hostname = hostOfUrl(seenAt) ?? url.hostname
  url.pathname = `/s${url.pathname}`
  const exchange = await ask(url.href, tools, trace, 0)
  if (!exchange.ok || exchange.status !== 200 || exchange.truncated) return
  evidence.lastPostAt = readLastPostAt(exchange.body)
  if (evidence.lastPostAt === null)
    evidence.previewRefused = readCard(exchange.body.slice(0, longestCard)).restricted
  else {
    const silentMs = tools.now.getTime() - Date.parse(evidence.lastPostAt)
    evidence.silentDays = Math.max(0, Math.floor(silentMs / dayMs))
  }
}

/** A failure on the way says nothing of the name: the first one is kept where the other host fails as well. */
async function askEitherHost(value: string, tools: CheckTools, trace: string[]): Promise<Exchange> {
  const first = await ask(value, tools, trace)
  const url = new URL(value)
  const other = otherHost[url.hostname]
  if (first.ok || other === undefined || !brokenWay.test(first.failure.code) || tools.signal.aborted)
    return first
  url.hostname = other
  const second = await ask(url.href, tools, trace)
  return second.ok ? second : first
}

async function ask(
  url: string,
  { net, timeoutMs, signal }: CheckTools,
  trace: string[],
  maxRedirects = 5,
): Promise<Exchange> {
  const exchange = await net.http.get(url, { headers, timeoutMs, signal, maxRedirects })
  for (const hop of exchange.hops) trace.push(`GET ${hop.url} -> ${hop.status} to ${hop.location}`)
  const outcome = exchange.ok
    ? `${exchange.status}, ${Math.ceil(exchange.bodyBytes / 1000)} kB`
    : `${exchange.failure.code}: ${exchange.failure.message}`
  trace.push(`GET ${exchange.url} -> ${outcome}`)
  return exchange
}

function hostOfUrl(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null
}
