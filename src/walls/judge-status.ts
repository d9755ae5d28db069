import { not, type Verdict } from '../domain/verdict.ts'

/** Answers of walls, gates and subscriptions: somebody is there and does not let us in. */
const blocked = new Set([401, 402, 403, 405, 406, 407, 412, 418, 425, 428, 440, 449, 498, 222, 999])

/** What a status alone says, where no signature explained it; null for a status that brings a page. */
export function judgeStatus(status: number): Verdict | null {
  if (status === 404)
    return not('gone', 'gone', 'http/not-found', 'the server says that there is no such page (404)')
  if (status === 410)
    return not('gone', 'gone', 'http/gone', 'the server says that the page was removed (410)')
  if (status === 429)
    return not('unknown', 'blocked', 'http/rate-limited', 'the server asked us to slow down (429)')
  if (status === 451) return not('unknown', 'blocked', 'page/geo-stub', 'withheld for legal reasons (451)')
  if (blocked.has(status) || (status >= 520 && status <= 530)) {
    const code = status >= 500 && status < 600 ? 'http/server-error' : 'http/client-error'
    return not('unknown', 'blocked', code, `the server refused to show it (${status})`)
  }
  if (status >= 500) return not('unknown', 'http5xx', 'http/server-error', `the server failed (${status})`)
  if (status >= 400)
    return not('unknown', 'other', 'http/client-error', `the server refused the request (${status})`)
  if (status >= 300 || status < 200)
    return not('unknown', 'other', 'net/bad-response', `an answer that brings no page (${status})`)
  return null
}
