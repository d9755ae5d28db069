import type { Fact, Observation } from '../../domain/observation.ts'
import type { Exchange } from '../../net/net.ts'
import { digestPage } from '../../walls/page-digest.ts'
import { recogniseWall } from '../../walls/signatures.ts'
import type { CheckTools, Target } from '../kind.ts'
import { cookieNames } from '../read-page.ts'
import type { TelegramEvidence, TelegramMemory, TelegramSettings } from './evidence.ts'
import { countBefore, kindOfCard, readCard, readLastPostAt } from './read-card.ts'

/** Cards are the same for everybody; the wording of the extra line follows this header. */
const headers = { 'accept-language': 'en' }

/** Cards have some 10 kB; what is longer is no card. */
const longestCard = 200_000

/** Asks `t.me` for the public card, and for the newest post where a preview is offered. */
export async function checkTelegram(
  target: Target<TelegramSettings, TelegramMemory>,
  tools: CheckTools,
): Promise<Observation<TelegramEvidence>> {
  const began = performance.now()
  const trace: string[] = []
  const exchange = await ask(target.value, tools, trace)
  const evidence = readEvidence(target, exchange)
  if (evidence.kind === 'channel' && evidence.card?.preview)
    evidence.lastPostAt = await readPreview(target.value, tools, trace)
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
  const { documented, known } = { documented: target.settings, known: target.memory }
  const nothing = { wall: null, card: null, kind: null, subscribers: null, members: null, lastPostAt: null }
  const base = { ...nothing, documented, known, invite: target.value.includes('/+') }
  const finalHost = hostOfUrl(exchange.url)
  if (!exchange.ok) return { ...base, failure: exchange.failure, status: null, finalHost, bodyBytes: 0 }
  const card = readCard(exchange.body.slice(0, longestCard))
  const wall = card.wrap ? null : findWall(target.value, exchange)
  return {
    ...base,
    failure: null,
    status: exchange.status,
    finalHost,
    bodyBytes: exchange.bodyBytes,
    wall,
    card,
    kind: kindOfCard(card, nameOf(target.value)),
    subscribers: countBefore(card.extra, /subscriber|подписчик/),
    members: countBefore(card.extra, /member|участник/),
  }
}

function findWall(requestedUrl: string, exchange: Exchange & { ok: true }): TelegramEvidence['wall'] {
  const { status, url: finalUrl, headers: answered, body: html } = exchange
  const digest = digestPage(html, finalUrl)
  const cookies = cookieNames(answered)
  return recogniseWall({ status, requestedUrl, finalUrl, headers: answered, cookies, html, digest })
}

// Redirects stay off: `/s/name` of anything without a preview answers 302 and proves nothing.
async function readPreview(value: string, tools: CheckTools, trace: string[]): Promise<string | null> {
  const url = new URL(value)
  url.pathname = `/s${url.pathname}`
  const exchange = await ask(url.href, tools, trace, 0)
  return exchange.ok && exchange.status === 200 ? readLastPostAt(exchange.body) : null
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

function factsOf({ subscribers, members, card, kind, lastPostAt }: TelegramEvidence): Fact[] {
  const facts: [string, string | number | null | undefined][] = [
    ['subscribers', subscribers],
    ['members', members],
    ['title', card?.title],
    ['kind', kind],
    ['lastPostAt', lastPostAt],
  ]
  return facts.flatMap(([label, value]) =>
    value === null || value === undefined ? [] : [{ label, value: String(value) }],
  )
}

function nameOf(value: string): string | null {
  return value.includes('/+') ? null : value.slice(value.lastIndexOf('/') + 1)
}

function hostOfUrl(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null
}
