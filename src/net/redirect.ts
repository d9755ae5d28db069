import type { NetFailure } from '../domain/failure.ts'
import { failureAs } from './failure.ts'
import { isWeb, judgeUrl, maxRedirectUrlLength } from './url-gate.ts'

/**
 * What an answer does to the way. `stay`: it is the last one. `follow`: on to `url`. `leave`: it points
 * into an app (`tg:`, `market:`), which nobody can follow here. `refuse`: it points where we never go.
 */
export type Step =
  | { kind: 'stay' }
  | { kind: 'follow'; url: URL; location: string }
  | { kind: 'leave'; location: string }
  | { kind: 'refuse'; location: string; failure: NetFailure }

const redirects = new Set([301, 302, 303, 307, 308])

/** Reads a redirect; a `location` that is missing or unreadable makes the redirect itself the answer. */
export function nextStop(
  from: URL,
  { status, headers }: { status: number; headers: Record<string, string> },
): Step {
  const written = headers.location
  if (!redirects.has(status) || !written) return { kind: 'stay' }
  const location = fromLatin1(written.trim())
  if (!URL.canParse(location, from.href)) return { kind: 'stay' }
  const url = new URL(location, from.href)
  // A redirect inherits the fragment (fetch standard, HTTP-redirect fetch).
  if (!url.hash) url.hash = from.hash
  if (!isWeb(url)) return leaveOrRefuse(url)
  const judged = judgeUrl(url.href, maxRedirectUrlLength)
  const short = url.href.slice(0, maxRedirectUrlLength)
  if (!judged.ok)
    return { kind: 'refuse', location: short, failure: failureAs('net/bad-response', judged.problem) }
  return { kind: 'follow', url, location: url.href }
}

function leaveOrRefuse(url: URL): Step {
  const location = url.href.slice(0, maxRedirectUrlLength)
  if (url.protocol !== 'file:') return { kind: 'leave', location }
  return { kind: 'refuse', location, failure: failureAs('net/address-blocked', 'a redirect to a local file') }
}

/** Header bytes arrive as Latin-1; a path in raw UTF-8 is common on Russian sites. */
function fromLatin1(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  if (bytes.toString('latin1') !== text) return text
  const utf8 = bytes.toString('utf8')
  return utf8.includes('\ufffd') ? text : utf8
}
