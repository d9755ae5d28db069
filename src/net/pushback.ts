import type { GetOptions, Net, VisitOptions } from './net.ts'

/** An answer that says: come more slowly. */
export interface Pushback {
  url: string
  /** 429, or 503 with a `Retry-After`. */
  status: number
  /** As the header had it; null without one. */
  retryAfter: string | null
}

/** What was heard on a way out. */
export interface Hearing {
  net: Net
  /** The last pushback; null: none. */
  pushback(): Pushback | null
  /** Somebody answered as usual. */
  answered(): boolean
}

/**
 * Listens to every answer of a net, over HTTP and in the browser, so that no kind needs to know of pauses.
 * Redirects on the way are no answers; transport failures say nothing of a host's patience.
 */
export function listenForPushback(net: Net): Hearing {
  let last: Pushback | null = null
  let usual = false
  const hear = (answer: Answer) => {
    if (!answer.ok) return
    const pushback = pushbackOf(answer)
    if (pushback) last = pushback
    else usual = true
  }
  return {
    net: {
      ...net,
      http: {
        close: () => net.http.close(),
        async get(url: string, options?: GetOptions) {
          const answer = await net.http.get(url, options)
          hear(answer)
          return answer
        },
      },
      // Asked anew each time: a browser may come while a check runs.
      get browser() {
        const { browser } = net
        if (!browser) return null
        return {
          close: () => browser.close(),
          async visit(url: string, options?: VisitOptions) {
            const answer = await browser.visit(url, options)
            hear(answer)
            return answer
          },
        }
      },
    },
    pushback: () => last,
    answered: () => usual,
  }
}

type Answer =
  | { ok: true; url: string; status: number; headers: Readonly<Record<string, string>> }
  | { ok: false }

function pushbackOf({ url, status, headers }: Extract<Answer, { ok: true }>): Pushback | null {
  const retryAfter = headers['retry-after'] ?? null
  return status === 429 || (status === 503 && retryAfter !== null) ? { url, status, retryAfter } : null
}

/**
 * Milliseconds that a `Retry-After` asks for: whole seconds, or one of the three dates of RFC 9110 (10.2.3,
 * 5.6.7). Null where it asks for nothing that can be understood, or for a moment that is over.
 */
export function readRetryAfter(header: string, now: Date): number | null {
  const text = header.trim()
  if (/^\d{1,10}$/.test(text)) return Number(text) > 0 ? Number(text) * 1000 : null
  if (text.length > 40 || !/^[A-Z][a-z]{2,8},? /.test(text)) return null
  const leftMs = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now.getTime()
  return leftMs > 0 ? leftMs : null
}
