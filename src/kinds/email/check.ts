import type { Fact, Observation } from '../../domain/observation.ts'
import type { CheckTools, Target } from '../kind.ts'
import { readListingPages, withoutText } from '../listing-pages.ts'
import { askMailHosts } from './ask-mail-hosts.ts'
import type { EmailEvidence, EmailMemory, EmailSettings } from './evidence.ts'
import { lookAlikeOf } from './look-alikes.ts'
import { displayAddress, domainOf, parseAddress } from './parse-address.ts'
import { concealsAddresses, nothingFound, readAddress } from './read-addresses.ts'

/** Asks DNS where mail would go, and the owner's pages whether they still print the address. Never sends. */
export async function checkEmail(
  target: Target<EmailSettings, EmailMemory>,
  tools: CheckTools,
): Promise<Observation<EmailEvidence>> {
  const began = performance.now()
  const { value, settings, memory: known } = target
  const trace: string[] = []
  const parsed = parseAddress(value)
  const base = { value, settings, known, problem: parsed.ok ? null : parsed.problem }
  const unasked = { mxFailure: null, nullMx: false, hosts: [], implicit: false }
  const route = parsed.ok ? await askMailHosts(domainOf(value), tools.net.dns, trace) : unasked
  const read = await readListingPages(parsed.ok ? target : { ...target, listedOn: [] }, tools, {
    prints: (page) => readAddress(page, value).listed,
    conceals: concealsAddresses,
    seenByHttp: known?.via === 'http',
  })
  const pages = read.pages.map((page) => ({
    ...withoutText(page),
    ...(page.printed ? readAddress(page.printed, value) : nothingFound),
  }))
  const evidence: EmailEvidence = { ...base, ...route, pages }
  const first = pages.find(({ via }) => via !== 'none')
  return {
    evidence,
    facts: factsOf(evidence),
    via: parsed.ok ? 'dns' : 'none',
    httpStatus: first?.status ?? null,
    finalUrl: first?.finalUrl ?? null,
    startedAt: tools.now,
    durationMs: Math.round(performance.now() - began),
    trace: [...trace, ...read.trace],
  }
}

/** What a later check compares with. A page that could not be read does not undo what was seen before. */
export function learnEmail({ pages, known }: EmailEvidence): EmailMemory {
  const listing = pages.filter(({ owner, listed }) => owner && listed)
  if (listing.length === 0) return known ?? { listed: false, via: 'http' }
  return { listed: true, via: listing.some(({ via }) => via === 'http') ? 'http' : 'browser' }
}

function factsOf({ value, hosts, implicit, pages }: EmailEvidence): Fact[] {
  const servers = hosts.filter(({ addresses, odd }) => addresses > 0 && odd === null).map(({ host }) => host)
  const [, domain = ''] = displayAddress(value).split(/@(?=[^@]*$)/)
  const lookAlike = lookAlikeOf(domain)
  const listing = pages.filter(({ listed }) => listed).map(({ url }) => url)
  return [
    { label: 'address', value: displayAddress(value) },
    ...(lookAlike ? [{ label: 'lookAlike', value: `${domain} ≠ ${lookAlike}` }] : []),
    ...(servers.length > 0
      ? [{ label: implicit ? 'implicitServer' : 'mailServers', value: servers.join(', ') }]
      : []),
    ...listing.map((url) => ({ label: 'listedOn', value: url })),
  ]
}
