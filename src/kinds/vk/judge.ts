import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeExchange, judgeFailure } from '../../walls/judge-exchange.ts'
import { judgeWall } from '../../walls/judge-wall.ts'
import type { PageEvidence, PageSummary } from '../../walls/page-evidence.ts'
import { isRoot } from '../../walls/same-page.ts'
import { nameOf } from './parse-vk.ts'
import { readVkPhrase, type VkPhrase } from './vk-phrases.ts'

/**
 * VK says with 404 that nobody has a name, and with 200 almost anything else. Redirects prove nothing: they
 * lead to logins, old-browser pages and regional stubs for living names too.
 */
export function judgeVk(evidence: PageEvidence): Verdict {
  if (evidence.failure) return judgeVkFailure(evidence)
  const { status, page, wall, finalUrl } = evidence
  if (wall && wall.family !== 'login') return judgeWall(wall)
  if (status === null || page === null) return unrecognised('no answer that could be read')
  const landed = judgeLanding(evidence.requestedUrl, finalUrl)
  if (wall || landed === 'login')
    return not('unknown', 'blocked', 'vk/login-wall', 'VK shows this to members only, or to nobody from here')
  const phrase = readVkPhrase(page)
  if (phrase === 'rate') return not('unknown', 'blocked', 'http/rate-limited', 'VK asked us to slow down')
  if (phrase === 'geo') return not('unknown', 'blocked', 'page/geo-stub', 'VK withholds it from this region')
  if (landed === 'elsewhere') return unrecognised(`VK answered with another address: ${finalUrl}`)
  if (status === 404) return not('gone', 'gone', 'vk/not-found', 'VK answers 404: nobody has this name')
  if (status !== 200) return judgeExchange(evidence) ?? unrecognised(`VK answered ${status}`)
  return judgePhrase(phrase) ?? judgeShown(page)
}

/** No name server speaks for one community: a missing VK is our trouble, not the community's. */
function judgeVkFailure({ failure }: PageEvidence): Verdict {
  if (failure === null) return unrecognised('no answer')
  const verdict = judgeFailure(failure)
  return verdict.state === 'gone' ? not('unknown', 'dns', failure.code, failure.message) : verdict
}

function judgePhrase(phrase: VkPhrase | null): Verdict | null {
  switch (phrase) {
    case 'deleted':
      return not('gone', 'gone', 'vk/deleted', 'VK says that the page was deleted or never created')
    case 'missing':
      return not('gone', 'gone', 'vk/not-found', 'VK says that there is no such page')
    case 'banned':
      return not('gone', 'gone', 'vk/banned', 'VK has blocked the page')
    case 'frozen':
      return not('unknown', 'unclear', 'vk/banned', 'VK has frozen the page for suspicious activity')
    case 'closed':
      return alive()
    default:
      return null
  }
}

// The shell that VK serves for existing names carries no text at all; at their own address it proves that
// the name is not missing, which is all that can be seen without an account.
function judgeShown({ title, ogTitle, textLength }: PageSummary): Verdict {
  return title !== '' || ogTitle !== null || textLength > 0
    ? alive(null, ogTitle === null)
    : unrecognised('an empty answer')
}

/** Where the exchange ended. Numbered addresses may lead to the name that the community took. */
function judgeLanding(requestedUrl: string, finalUrl: string): 'same' | 'login' | 'elsewhere' {
  const name = nameOf(requestedUrl)
  const last = nameOf(finalUrl)
  if (last !== null && (last === name || /^(?:club|public|event|id)\d+$/.test(name ?? ''))) return 'same'
  const isLogin =
    isRoot(finalUrl) ||
    /\/(?:login|join|(?:429|challenge)\.html)(?:[/?#]|$)|\/login\.php|^https?:\/\/(?:login|id)\.vk\./.test(
      finalUrl,
    )
  return isLogin ? 'login' : 'elsewhere'
}

function unrecognised(message: string): Verdict {
  return not('unknown', 'unclear', 'vk/unrecognised', message)
}
