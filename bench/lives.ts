import type { Episode, Status } from '../src/domain/standing.ts'
import { alive, not, type Verdict } from '../src/domain/verdict.ts'
import { severityOf } from '../src/store/standings.ts'

/** How a contact of a long-lived store lives: what its checks come to, and what is held of it. */
export interface Life {
  status: Status
  /** What a check of it comes to, day after day. */
  verdict: Verdict
  httpStatus: number
  /** For how long it has been failing, milliseconds; 0: it is not. */
  failingForMs: number
  /** Failures since then. */
  failures: number
  /** Outcomes of its last 30 routine checks. */
  recent: string
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const fresh: Life = {
  status: 'fresh',
  verdict: alive(),
  httpStatus: 200,
  failingForMs: 0,
  failures: 0,
  recent: '1'.repeat(30),
}
const failing = (life: Omit<Life, 'recent'>, outcome: string, days: number): Life => ({
  ...life,
  recent: '1'.repeat(30 - days) + outcome.repeat(days),
})
const broken = failing(
  {
    status: 'broken',
    verdict: not('gone', 'gone', 'http/not-found', 'the server says that there is no such page (404)'),
    httpStatus: 404,
    failingForMs: 9 * dayMs,
    failures: 13,
  },
  '0',
  9,
)
const changed = failing(
  {
    status: 'changed',
    verdict: not('changed', 'drift', 'page/discontinued-notice', 'the page announces its end'),
    httpStatus: 200,
    failingForMs: 12 * dayMs,
    failures: 16,
  },
  '0',
  12,
)
const suspect = failing(
  {
    status: 'suspect',
    verdict: not('unknown', 'http5xx', 'http/server-error', 'the server answered 503'),
    httpStatus: 503,
    failingForMs: 2 * hourMs,
    failures: 3,
  },
  '0',
  1,
)
const unverifiable = failing(
  {
    status: 'unverifiable',
    verdict: not('unknown', 'blocked', 'page/wall', 'the site asks for proof of being human'),
    httpStatus: 403,
    failingForMs: 25 * dayMs,
    failures: 28,
  },
  'b',
  25,
)

/** What a page that usually answers comes to on its bad day. */
export const hiccup: Life = suspect

/** Of a hundred contacts one is broken, one changed, two are suspect, five wait for a person. */
export function lifeOf(contact: number): Life {
  const place = contact % 100
  if (place === 0) return broken
  if (place === 1) return changed
  if (place < 4) return suspect
  return place < 9 ? unverifiable : fresh
}

/** Lives differ by the last three digits of a contact's number. */
export const livesTold = 1_000
/** What is settled began to fail so much earlier from hundred to hundred: else all would have broken in one week. */
const apartDays = 10

/** The lives of a thousand contacts, as rows for SQL. */
export function tellLives(fromAt: Date): Record<string, unknown>[] {
  return Array.from({ length: livesTold }, (_, place) => {
    const { status, verdict, httpStatus, failingForMs, failures, recent } = lifeOf(place)
    const moreDays = status === 'suspect' ? 0 : apartDays * Math.floor(place / 100)
    const failingSinceAt =
      failingForMs > 0 ? new Date(fromAt.getTime() - failingForMs - moreDays * dayMs) : null
    return {
      place,
      status,
      severity: severityOf(status),
      verdict: verdict.state,
      code: verdict.reason?.code,
      message: verdict.reason?.message,
      class: verdict.class,
      http_status: httpStatus,
      failing_since_at: failingSinceAt,
      episode: failingSinceAt && tellEpisode(failingSinceAt, failures + moreDays, verdict),
      recent,
    }
  })
}

function tellEpisode(startedAt: Date, failures: number, verdict: Verdict): Episode | null {
  if (verdict.state === 'alive') return null
  const { reason, suggestion } = verdict
  return {
    startedAt,
    failures,
    countedAt: startedAt,
    classes: { [verdict.class]: failures },
    code: reason.code,
    suggestion,
    noisy: false,
  }
}
