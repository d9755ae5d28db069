import { not, type Verdict } from '../../domain/verdict.ts'
import { judgeExchange } from '../../walls/judge-exchange.ts'
import type { PageEvidence } from '../../walls/page-evidence.ts'

/** Codes that say that the entrance is not there. */
const absent = new Set(['net/dns-not-found', 'http/not-found', 'http/gone', 'page/soft-404'])

/**
 * A chat inside a cabinet can be seen by its owner only: a machine tells no more than whether the entrance
 * answers. A wall or a login there is an answer.
 */
export function judgeCabinet(evidence: PageEvidence): Verdict {
  const verdict = judgeExchange(evidence)
  if (verdict === null || verdict.state === 'alive') return needsPerson('the entrance answers')
  const { state, reason, class: failureClass } = verdict
  // A dead name strikes every contact of its host: the class keeps them in one incident.
  if (state === 'gone' && absent.has(reason.code))
    return not('gone', failureClass, 'cabinet/entrance-gone', `the entrance is gone: ${reason.message}`)
  const stands = failureClass === 'blocked' && reason.code !== 'page/geo-stub'
  return stands || isShellOrHome(reason.code)
    ? needsPerson(`the entrance answers: ${reason.message}`)
    : verdict
}

/** Cabinets are applications, and without a session they send visitors to their front page. */
function isShellOrHome(code: string): boolean {
  return code === 'page/empty-shell' || code === 'page/home-redirect'
}

function needsPerson(message: string): Verdict {
  return not('unknown', 'human', 'cabinet/needs-human', `${message}; what is behind it only a person can see`)
}
