import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Dns, MxRecord } from '../../net/net.ts'
import type { EmailEvidence, MailHost } from './evidence.ts'

export type MailRoute = Pick<EmailEvidence, 'mxFailure' | 'nullMx' | 'hosts' | 'implicit'>

const none: MailRoute = { mxFailure: null, nullMx: false, hosts: [], implicit: false }
const mostHosts = 6

/** Where mail for a domain would go, by DNS alone: nobody is connected to. */
export async function askMailHosts(domain: string, dns: Dns, trace: string[]): Promise<MailRoute> {
  const answer = await dns.mx(domain)
  if (!answer.ok) {
    trace.push(`MX ${domain} -> ${answer.failure.code}: ${answer.failure.message}`)
    return { ...none, mxFailure: answer.failure }
  }
  const { records } = answer
  trace.push(`MX ${domain} -> ${records.map(({ exchange }) => exchange || '.').join(', ') || 'none'}`)
  if (isNullMx(records)) return { ...none, nullMx: true }
  const implicit = records.length === 0
  const asked = implicit ? [{ exchange: domain, priority: 0 }] : preferred(records)
  const hosts = await Promise.all(asked.map((record) => askHost(record, dns, trace)))
  return { ...none, hosts, implicit }
}

function isNullMx(records: readonly MxRecord[]): boolean {
  const [only] = records
  return records.length === 1 && (only?.exchange === '' || only?.exchange === '.') && only.priority === 0
}

function preferred(records: readonly MxRecord[]): MxRecord[] {
  return records
    .filter(({ exchange }) => exchange !== '' && exchange !== '.')
    .toSorted((a, b) => a.priority - b.priority || a.exchange.localeCompare(b.exchange))
    .slice(0, mostHosts)
}

async function askHost({ exchange, priority }: MxRecord, dns: Dns, trace: string[]): Promise<MailHost> {
  const unasked = { host: exchange, priority, addresses: 0, failure: null }
  const oddName = oddityOfName(exchange)
  if (oddName) {
    trace.push(`${exchange} is ${oddName === 'literal' ? 'an address, not a name' : 'this very machine'}`)
    return { ...unasked, odd: oddName }
  }
  const answer = await dns.addresses(exchange)
  const odd = answer.ok ? oddityOf(answer.records) : null
  const outcome = answer.ok
    ? `${answer.records.length} addresses${odd ? `, ${odd}` : ''}`
    : answer.failure.code
  trace.push(`A, AAAA ${exchange} -> ${outcome}`)
  return answer.ok
    ? { ...unasked, addresses: answer.records.length, odd }
    : { ...unasked, failure: answer.failure, odd }
}

/** RFC 5321, 5.1 and RFC 2181, 10.3: an MX names a host; some senders follow a bare address all the same. */
function oddityOfName(name: string): MailHost['odd'] {
  const bare = name.toLowerCase().replace(/\.$/, '')
  if (isIP(bare) !== 0) return 'literal'
  return bare === 'localhost' || bare.endsWith('.localhost') ? 'local' : null
}

/** Addresses that nobody reaches from outside; one public address is enough. */
function oddityOf(addresses: readonly string[]): MailHost['odd'] {
  const ranges = addresses.map((address) =>
    ipaddr.isValid(address) ? ipaddr.process(address).range() : 'odd',
  )
  if (ranges.length === 0) return null
  if (ranges.every((range) => range === 'loopback' || range === 'unspecified')) return 'loopback'
  return ranges.every((range) => hidden.has(range)) ? 'private' : null
}

const hidden = new Set<string>([
  'loopback',
  'unspecified',
  'private',
  'linkLocal',
  'uniqueLocal',
  'carrierGradeNat',
])
