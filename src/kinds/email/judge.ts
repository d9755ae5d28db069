import { netFailureClasses } from '../../domain/failure.ts'
import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeObstacles } from '../listing-pages.ts'
import type { EmailEvidence } from './evidence.ts'
import { domainOf } from './parse-address.ts'

/** What the evidence means. A domain that takes mail says nothing of the mailbox; a listing page says a little more. */
export function judgeEmail(evidence: EmailEvidence): Verdict {
  if (evidence.problem !== null) return not('unknown', 'human', 'email/invalid', evidence.problem)
  const printed = evidence.pages.some(({ owner, listed }) => owner && listed)
  return judgeRoute(evidence) ?? judgePages(evidence) ?? alive(null, !printed)
}

/** Null when mail for the domain has somewhere to go. */
function judgeRoute({ value, mxFailure, nullMx, hosts, implicit }: EmailEvidence): Verdict | null {
  const domain = domainOf(value)
  if (mxFailure?.code === 'net/dns-not-found')
    return not('gone', 'dns', 'email/no-mail-server', `there is no domain ${domain}`)
  if (mxFailure) return not('unknown', netFailureClasses[mxFailure.code], mxFailure.code, mxFailure.message)
  if (nullMx) return not('gone', 'gone', 'email/null-mx', `${domain} declares that it takes no mail`)
  if (hosts.some(({ addresses, odd }) => addresses > 0 && odd === null)) return null
  const unanswered = hosts.find(({ failure }) => failure && failure.code !== 'net/dns-not-found')?.failure
  if (unanswered)
    return not('unknown', netFailureClasses[unanswered.code], unanswered.code, unanswered.message)
  // Split DNS and filtering resolvers give such answers too, and some senders follow a bare address.
  const doubtful = hosts.find(({ odd }) => odd !== null && odd !== 'local')
  if (doubtful)
    return not(
      'unknown',
      'unclear',
      'email/no-mail-server',
      `${doubtful.host}: ${oddities[doubtful.odd ?? 'local']}`,
    )
  if (implicit) return not('gone', 'gone', 'email/no-mail-server', `${domain} has neither MX nor address`)
  const names = hosts.map(({ host }) => host).join(', ') || 'none is named'
  return not('gone', 'gone', 'email/no-mail-server', `the mail hosts of ${domain} have no address: ${names}`)
}

const oddities = {
  literal: 'the mail host is given as an address, which not every sender follows',
  local: 'the mail host is the machine of whoever sends',
  loopback: 'the mail host has the address of the machine that asks',
  private: 'the mail host has a private address',
} as const

/** Null when the owner's pages say nothing against it. */
function judgePages({ value, pages, settings, known }: EmailEvidence): Verdict | null {
  const owned = pages.filter(({ owner }) => owner)
  const notice = owned.find((page) => page.notice !== null)?.notice
  if (notice) {
    const retire = { action: 'retire' as const, value }
    return not('changed', 'drift', 'page/discontinued-notice', `the owner says: “${notice}”`, retire)
  }
  const wasListed = settings.assertListed || known?.listed === true
  if (owned.length === 0 || owned.some(({ listed }) => listed) || !wasListed) return null
  // A page that cannot be read says nothing, and the mail still has somewhere to go.
  if (judgeObstacles(owned)) return null
  const where = owned.map(({ url }) => url).join(', ')
  return not('gone', 'gone', 'email/not-listed', `no longer printed on ${where}`)
}
