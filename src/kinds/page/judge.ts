import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeExchange, permanentSuccessor } from '../../walls/judge-exchange.ts'
import type { PageKnown, PageSummary } from '../../walls/page-evidence.ts'
import { isRoot, relate } from '../../walls/same-page.ts'
import type { PageKindEvidence } from './evidence.ts'

/** A page is alive when it can be read, says nothing of its end and shows what it is known by. */
export function judgePage(evidence: PageKindEvidence): Verdict {
  return (
    judgeExchange(evidence) ??
    judgeNotice(evidence) ??
    judgeMarkers(evidence) ??
    judgeContent(evidence) ??
    alive(newAddress(evidence))
  )
}

function judgeNotice({ notice, requestedUrl }: PageKindEvidence): Verdict | null {
  if (notice === null) return null
  const suggestion = { action: 'retire', value: requestedUrl } as const
  return not(
    'changed',
    'drift',
    'page/discontinued-notice',
    `the page announces its end: “${notice}”`,
    suggestion,
  )
}

function judgeMarkers({ markers }: PageKindEvidence): Verdict | null {
  const missing = markers.filter(({ found }) => !found)
  const [first] = missing
  if (!first) return null
  const message = `not on the page: “${missing.map(({ text }) => text).join('”, “')}”`
  return missing.some(({ foundBefore }) => foundBefore)
    ? not('changed', 'drift', 'page/marker-missing', message)
    : not('unknown', 'unclear', 'page/marker-missing', message)
}

function judgeContent({ known, page, markers }: PageKindEvidence): Verdict | null {
  if (!known || !page || markers.length > 0 || !isForeign(known, page)) return null
  return not(
    'unknown',
    'unclear',
    'page/marker-missing',
    `nothing of the page is left that was titled “${known.title}”`,
  )
}

/** No telling word of the earlier title or heading is anywhere on the page: a redesign keeps at least its name. */
function isForeign(known: PageKnown, page: PageSummary): boolean {
  const words = new Set(`${known.title} ${known.h1 ?? ''}`.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
  if (words.size < 2 || page.textLength < 200) return false
  const now = `${page.title} ${page.h1.join(' ')} ${page.text}`.toLowerCase()
  return [...words].every((word) => !now.includes(word.slice(0, Math.max(4, word.length - 2))))
}

/** A page that moved within its site for good still works; the shorter way is worth a hint. */
function newAddress(evidence: PageKindEvidence) {
  const { requestedUrl, finalUrl } = evidence
  if (isRoot(requestedUrl) || relate(requestedUrl, finalUrl) === 'same') return null
  return permanentSuccessor(evidence)
}
