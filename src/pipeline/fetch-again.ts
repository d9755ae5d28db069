import type { FailureClass } from '../domain/patience.ts'
import type { Format } from '../kb/extract/finding.ts'
import { observePage } from '../kinds/observe-page.ts'
import type { Net } from '../net/net.ts'
import { judgeExchange } from '../walls/judge-exchange.ts'
import { formatOf } from './article-bytes.ts'

/** What an article's address answered. `failed`: nothing that could be read as the article. */
export type FetchedAgain =
  | { is: 'same' }
  | { is: 'text'; text: string; format: Format; etag: string | null; lastModified: string | null }
  | { is: 'failed'; code: string; class: FailureClass }

/**
 * Asks for an article once more, only if it changed (RFC 9110, 13.1). Walls, error pages and redirects to the
 * front page are failures: they must never stand where the article stood.
 */
export async function fetchAgain(
  net: Net,
  { url, etag, last_modified: modified }: { url: string; etag: string | null; last_modified: string | null },
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<FetchedAgain> {
  const headers = {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(modified !== null && { 'if-modified-since': modified }),
  }
  const tools = { net, browser: 'auto', now, timeoutMs: 30_000, signal } as const
  const { page, observation } = await observePage(url, tools, { headers })
  if (page?.status === 304 && Object.keys(headers).length > 0) return { is: 'same' }
  const verdict = judgeExchange(observation.evidence)
  if (verdict?.reason) return { is: 'failed', code: verdict.reason.code, class: verdict.class }
  const type = page?.headers['content-type'] ?? ''
  const isText = type === '' || /text|html|xml|markdown/i.test(type)
  if (!page || !isText || page.html.trim() === '')
    return { is: 'failed', code: 'net/bad-response', class: 'other' }
  const format = /html|xml/i.test(type) ? 'html' : formatOf(new URL(page.url).pathname, page.html)
  return { is: 'text', text: page.html, format, ...validatorsOf(page) }
}

/** Of the answer itself only: what the browser rendered has none. */
function validatorsOf({ headers, via }: { headers: Record<string, string>; via: string }) {
  const plain = (name: string) => (via === 'http' ? (headers[name]?.slice(0, 500) ?? null) : null)
  return { etag: plain('etag'), lastModified: plain('last-modified') }
}
