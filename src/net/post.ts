import { Agent } from 'undici'
import { readBody } from './body.ts'
import { openConnector } from './connector.ts'
import { openDns } from './dns.ts'
import { failureAs, failureOf } from './failure.ts'
import type { NetConfig } from './net-config.ts'
import { openRoads } from './roads.ts'
import { openTimeLimit, untilStruck } from './time-limit.ts'
import { judgeUrl } from './url-gate.ts'

/** What one guarded request to somebody's program came to. Its body stays here but for the first bytes. */
export type Posted =
  | { ok: true; status: number; body: string }
  /** `handedOver`: the request was on its way in full, so it may have been taken. */
  | { ok: false; message: string; handedOver: boolean }

export interface PostOptions {
  method?: 'POST' | 'GET'
  headers?: Record<string, string>
  body?: string
  /** Whole exchange. @default 15000 */
  timeoutMs?: number
}

/** Guarded requests of our own: the address gate of checks, no redirects, no proxy, small answers. */
export interface PostClient {
  send(url: string, options?: PostOptions): Promise<Posted>
  close(): Promise<void>
}

const usualTimeoutMs = 15_000
const maxAnswerBytes = 16 * 1024

/** Opens a client for webhooks, bots and pings. */
export function openPostClient(config: NetConfig): PostClient {
  const closing = new AbortController()
  const { proxy: _unused, ...direct } = config
  const agent = new Agent({
    connect: openConnector(openRoads(direct, openDns(config)), closing.signal),
    maxHeaderSize: 16 * 1024,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 2_000,
  })
  return {
    send: (url, options = {}) => sendOnce(agent, config.userAgent, url, options),
    close() {
      closing.abort()
      return agent.destroy()
    },
  }
}

async function sendOnce(agent: Agent, userAgent: string, url: string, options: PostOptions): Promise<Posted> {
  const judged = judgeUrl(url)
  if (!judged.ok) return { ok: false, message: judged.problem, handedOver: false }
  const limit = openTimeLimit(options.timeoutMs ?? usualTimeoutMs)
  const { origin, pathname, search } = judged.url
  let handedOver = false
  try {
    const asked = agent.request({
      ...{ origin, path: pathname + search, method: options.method ?? 'POST', signal: limit.strike },
      headers: { 'user-agent': userAgent, ...options.headers },
      ...(options.body !== undefined && { body: options.body }),
    })
    const answer = await untilStruck(limit, asked)
    handedOver = true
    const { bytes } = await untilStruck(limit, readBody(answer.body, '', maxAnswerBytes))
    return { ok: true, status: answer.statusCode, body: bytes.toString('utf8') }
  } catch (error) {
    // The failure's own words: the system's name addresses, and the URL may hold a secret.
    const failure = limit.failure() ?? failureOf(error)
    const refused = ['net/refused', 'net/dns-not-found', 'net/dns-failure', 'net/address-blocked']
    const beforeSending = refused.includes(failure.code) || failure.code.startsWith('net/tls')
    return { ok: false, message: failureAs(failure.code).message, handedOver: handedOver || !beforeSending }
  } finally {
    limit.end()
  }
}
