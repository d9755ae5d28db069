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
  const answer = await dns.addresses(exchange)
  const outcome = answer.ok ? `${answer.records.length} addresses` : answer.failure.code
  trace.push(`A, AAAA ${exchange} -> ${outcome}`)
  return answer.ok
    ? { host: exchange, priority, addresses: answer.records.length, failure: null }
    : { host: exchange, priority, addresses: 0, failure: answer.failure }
}
