import type { HttpClient } from './net.ts'

/** Big hosts that share no owner, network or country; any answer of theirs will do. */
export const defaultCanaries: readonly string[] = [
  'https://ya.ru/',
  'https://mail.ru/',
  'https://www.wikipedia.org/',
  'https://www.cloudflare.com/',
  'https://www.microsoft.com/',
]

/** What the canaries said, and since when. */
export interface Connectivity {
  online: boolean
  /** URLs that answered and that did not, as far as it was waited for them. */
  reached: string[]
  failed: string[]
}

export interface ConnectivityOptions {
  canaries?: readonly string[]
  /** @default 30000 */
  rememberMs?: number
  /** @default 5000 */
  timeoutMs?: number
}

/**
 * "Are we online?", asked before anybody else is blamed. Online means that two canaries answered (one, where
 * there are fewer than three): a single one that fails, or a single one that a captive portal or a cache
 * answers for, decides nothing. NXDOMAIN counts as failing: offline machines often get it for every name.
 */
export function watchConnectivity(
  http: HttpClient,
  options: ConnectivityOptions = {},
): () => Promise<Connectivity> {
  const { canaries = defaultCanaries, rememberMs = 30_000, timeoutMs = 5_000 } = options
  let held: { answer: Promise<Connectivity>; untilMs: number } | null = null
  return () => {
    if (held && held.untilMs > performance.now()) return held.answer
    const answer = askCanaries(http, canaries, timeoutMs)
    held = { answer, untilMs: performance.now() + rememberMs }
    return answer
  }
}

async function askCanaries(
  http: HttpClient,
  canaries: readonly string[],
  timeoutMs: number,
): Promise<Connectivity> {
  const needed = Math.min(canaries.length < 3 ? 1 : 2, canaries.length)
  const reached: string[] = []
  const failed: string[] = []
  const enough = new AbortController()
  await Promise.all(
    canaries.map(async (url) => {
      const options = { timeoutMs, maxRedirects: 0, maxBodyBytes: 1024, signal: enough.signal }
      const { ok } = await http.get(url, options)
      if (ok) reached.push(url)
      else if (!enough.signal.aborted) failed.push(url)
      if (reached.length >= needed) enough.abort()
    }),
  )
  return { online: reached.length >= needed, reached, failed }
}
