import { z } from 'zod'
import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeExchange } from '../../walls/judge-exchange.ts'
import { pageEvidence } from '../../walls/page-evidence.ts'
import { storeIdOf } from './parse-app.ts'

/** The store's page; null for a description that no machine can follow. */
export const appEvidence = z.object({ value: z.string(), store: pageEvidence.nullable() })

export type AppEvidence = z.infer<typeof appEvidence>

const absent = new Set(['http/not-found', 'http/gone', 'page/soft-404'])

/** An application is alive when its store shows its page. */
export function judgeApp({ value, store }: AppEvidence): Verdict {
  if (store === null)
    return not(
      'unknown',
      'human',
      'app/needs-human',
      'a description, not an address: only a person can follow it',
    )
  const verdict = judgeExchange(store)
  // Stores redirect among their own addresses; the application's id is what stays.
  const shown = store.finalUrl.includes(storeIdOf(value))
  if (verdict === null) return shown ? alive() : lost(store.finalUrl)
  if (verdict.state === 'gone' && absent.has(verdict.reason.code))
    return not(
      'gone',
      'gone',
      'app/not-found',
      `the store has no such application: ${verdict.reason.message}`,
    )
  return verdict
}

function lost(finalUrl: string): Verdict {
  return not('unknown', 'unclear', 'page/home-redirect', `the store answered with another page: ${finalUrl}`)
}
