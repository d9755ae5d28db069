import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeExchange, permanentSuccessor } from '../../walls/judge-exchange.ts'
import type { PageKnown, PageSummary } from '../../walls/page-evidence.ts'
import { isRoot, relate } from '../../walls/same-page.ts'
import { describeDrift, isOtherPage } from './baseline.ts'
import type { PageKindEvidence } from './evidence.ts'

/** A page is alive when it can be read, says nothing of its end and shows what it is known by. */
export function judgePage(evidence: PageKindEvidence): Verdict {
  if (evidence.unchanged) return alive(newAddress(evidence))
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

/** Without markers the baseline speaks; a page in another language may say the same in other words. */
function judgeContent({ known, page, markers, drift }: PageKindEvidence): Verdict | null {
  if (!known || !page || markers.length > 0) return null
  if (drift && isOtherPage(drift) && isSameLanguage(known, page)) {
    const { vanished, arrived } = describeDrift(drift) ?? { vanished: '', arrived: '' }
    const message = `the page is about something else: gone are ${vanished}; instead there are ${arrived}`
    return not('changed', 'drift', 'page/marker-missing', message)
  }
  if (!isForeign(known, page)) return null
  return not(
    'unknown',
    'unclear',
    'page/marker-missing',
    `nothing of the page is left that was titled “${known.title}”`,
  )
}

function isSameLanguage(known: PageKnown, page: PageSummary): boolean {
  const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text)
  const said = known.lang?.slice(0, 2) === page.lang?.slice(0, 2) || known.lang === null || page.lang === null
  return (
    said &&
    isCyrillic(`${known.title} ${known.h1 ?? ''}`) === isCyrillic(`${page.title} ${page.h1.join(' ')}`)
  )
}

/** No telling word of the earlier title or heading is anywhere on the page: a redesign keeps at least its name. */
function isForeign(known: PageKnown, page: PageSummary): boolean {
  if (known.title === page.title && known.h1 === (page.h1[0] ?? null)) return false
  const words = new Set(`${known.title} ${known.h1 ?? ''}`.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
  if (words.size < 2 || page.textLength < 200) return false
  const stems = [...words].map((word) => word.slice(0, Math.max(4, word.length - 2)))
  // Nearly always the headings tell, and the long text need not be made lower case.
  const says = (text: string) => {
    const plain = text.toLowerCase()
    return stems.some((stem) => plain.includes(stem))
  }
  return !says(`${page.title} ${page.h1.join(' ')}`) && !says(page.text)
}

/** A page that moved within its site for good still works; the shorter way is worth a hint. */
function newAddress(evidence: PageKindEvidence) {
  const { requestedUrl, finalUrl } = evidence
  if (relate(requestedUrl, finalUrl) === 'same' || isRoot(requestedUrl)) return null
  return permanentSuccessor(evidence)
}
