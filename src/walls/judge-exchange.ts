import { type NetFailure, netFailureClasses } from '../domain/failure.ts'
import { not, type Suggestion, type Verdict } from '../domain/verdict.ts'
import { judgeStatus } from './judge-status.ts'
import { judgeWall } from './judge-wall.ts'
import { asksForLogin } from './login-page.ts'
import { findNotFound, type NotFoundMark } from './not-found-phrases.ts'
import type { PageEvidence, PageSummary } from './page-evidence.ts'
import { isRoot, relate } from './same-page.ts'

/**
 * What one look at an address means before any kind reads the page; null for an ordinary readable page.
 * A wall explains an answer before its status does, and what a page says of itself comes before the way
 * that led to it.
 */
export function judgeExchange(evidence: PageEvidence): Verdict | null {
  if (evidence.failure) return judgeFailure(evidence.failure)
  if (evidence.wall) return judgeWall(evidence.wall)
  const { status, page } = evidence
  if (status === null || page === null)
    return not('unknown', 'other', 'net/bad-response', 'no answer that could be read')
  return (
    judgeStatus(status) ??
    judgeNotFound(evidence, page) ??
    judgeRedirect(evidence) ??
    judgeEmptiness(evidence, page) ??
    judgeLogin(evidence, page)
  )
}

/** What a transport failure means: only a name that does not exist is evidence of absence. */
export function judgeFailure({ code, message }: NetFailure): Verdict {
  const state = code === 'net/dns-not-found' ? 'gone' : 'unknown'
  return not(state, netFailureClasses[code], code, message)
}

/** Text beyond which a page with such a heading may be an article about it. */
const articleLength = 4000

/** A second page is the same page from this word-shingle similarity on. */
const alike = 0.9

function judgeNotFound(evidence: PageEvidence, page: PageSummary): Verdict | null {
  const mark = findNotFound(page)
  if (mark === null) return null
  const gone = not('gone', 'gone', 'page/soft-404', `the page calls itself missing: “${mark.phrase}”`)
  const unclear = not(
    'unknown',
    'unclear',
    'page/soft-404',
    `may be a page for missing pages: “${mark.phrase}”`,
  )
  // Without a session or an address some sites say the weak words of every page, made-up ones included.
  if (mark.strength === 'weak') return unclear
  const proof = siblingProof(evidence)
  if (proof === 'same') return gone
  if (proof === 'different' && isArticle(page, mark)) return null
  return mark.where === 'text' || page.textLength > articleLength ? unclear : gone
}

function isArticle(page: PageSummary, { where }: NotFoundMark): boolean {
  return where !== 'text' && page.textLength > articleLength
}

/** Whether a made-up neighbour gets the same page, is told apart, or says nothing. */
function siblingProof({ sibling, finalUrl }: PageEvidence): 'same' | 'different' | 'none' {
  if (!sibling || sibling.walled || sibling.status === null) return 'none'
  if (sibling.status === 404 || sibling.status === 410) return 'different'
  if (sibling.status < 200 || sibling.status >= 300) return 'none'
  if (sibling.similarity >= alike) return 'same'
  return sibling.finalUrl === finalUrl ? 'none' : 'different'
}

function judgeRedirect(evidence: PageEvidence): Verdict | null {
  const { requestedUrl, finalUrl, known } = evidence
  switch (relate(requestedUrl, finalUrl)) {
    case 'same':
    case 'followed':
      return null
    case 'error-page':
      return not('gone', 'gone', 'page/soft-404', `redirected to an error page: ${finalUrl}`)
    case 'home': {
      const wasElsewhere = known !== null && !isRoot(known.finalUrl) && known.finalUrl !== finalUrl
      if (wasElsewhere && siblingProof(evidence) === 'same')
        return not('gone', 'gone', 'page/soft-404', `it and any made-up address end on ${finalUrl}`)
      return not('unknown', 'unclear', 'page/home-redirect', `redirected to a page above it: ${finalUrl}`)
    }
    case 'other-host': {
      const suggestion = permanentSuccessor(evidence)
      return suggestion
        ? not('changed', 'drift', 'page/moved', `moved for good to ${finalUrl}`, suggestion)
        : not('unknown', 'unclear', 'page/moved', `redirected to another site: ${finalUrl}`)
    }
  }
}

/** The new address, where every redirect on the way called itself permanent. */
export function permanentSuccessor({ hops, finalUrl, requestedUrl }: PageEvidence): Suggestion | null {
  const permanent = hops.length > 0 && hops.every(({ status }) => status === 301 || status === 308)
  const demoted = isRoot(finalUrl) && !isRoot(requestedUrl)
  return permanent && !demoted ? { action: 'replace', value: finalUrl } : null
}

function judgeEmptiness({ status, via }: PageEvidence, page: PageSummary): Verdict | null {
  if (status === 202 && page.textLength < 100)
    return not(
      'unknown',
      'blocked',
      'page/wall',
      'accepted, but nothing shown (202): the shape of a challenge',
    )
  if (!page.shell) return null
  const how =
    via === 'browser' ? 'the browser saw an empty page' : 'an empty shell that only a browser can fill'
  return not('unknown', 'unclear', 'page/empty-shell', how)
}

function judgeLogin({ requestedUrl }: PageEvidence, page: PageSummary): Verdict | null {
  return asksForLogin(page, requestedUrl)
    ? not('unknown', 'blocked', 'page/login-wall', 'the page asks for an account and shows nothing else')
    : null
}
