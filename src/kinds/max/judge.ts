import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeExchange } from '../../walls/judge-exchange.ts'
import type { PageEvidence, PageSummary } from '../../walls/page-evidence.ts'

/** What the evidence means: the page of a channel carries its name, a page without a name proves nothing. */
export function judgeMax(evidence: PageEvidence): Verdict {
  const name = nameOn(evidence.page)
  const general = judgeExchange(evidence)
  // The page is an application that fills itself, but its head is written for this very channel.
  if (general && !(general.reason?.code === 'page/empty-shell' && name !== null)) return general
  if (name !== null) return alive()
  return not('unknown', 'unclear', 'page/marker-missing', 'the page names no channel')
}

/** Name of the channel as the page's head gives it; null when that is the service's own. */
export function nameOn(page: PageSummary | null): string | null {
  const written = [page?.ogTitle, page?.title].map((title) => title?.trim() ?? '')
  return written.find((title) => title !== '' && !isServiceName(title)) ?? null
}

function isServiceName(title: string): boolean {
  return /^(?:max|макс)(?:\s*[—–|:.-].*|\s+(?:messenger|мессенджер).*)?$/iu.test(title)
}
