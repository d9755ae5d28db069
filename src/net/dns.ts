import { lookup, Resolver } from 'node:dns/promises'
import type { NetFailure } from '../domain/failure.ts'
import { type Cached, openCache } from './dns-cache.ts'
import { failureAs, systemCodeOf } from './failure.ts'
import type { Dns, DnsAnswer, MxRecord } from './net.ts'
import type { NetConfig } from './net-config.ts'

const tryTimeoutMs = 3_000
const tries = 2
/** c-ares doubles its time limit from try to try; this ends the whole question to one server. */
const questionTimeoutMs = 8_000

type Ask<T> = (resolver: Resolver) => Promise<Cached<T>>

/**
 * DNS over `dnsServers` by c-ares. Without them addresses come from the system (so /etc/hosts counts)
 * and MX from the system's resolvers. Answers are remembered for their TTL, within 5 to 60 seconds.
 */
export function openDns(config: Pick<NetConfig, 'dnsServers'>, timeoutMs = questionTimeoutMs): Dns {
  const resolvers = config.dnsServers.length > 0 ? config.dnsServers.map((s) => openResolver([s])) : null
  const forMx = resolvers ?? [openResolver(null)]
  const addresses = openCache<string>()
  const exchanges = openCache<MxRecord>()
  return {
    addresses: (host) =>
      addresses.get(host, () =>
        resolvers
          ? askEach(resolvers, (r) => within(timeoutMs, askAddresses(r, host)))
          : within(timeoutMs, askSystem(host)),
      ),
    mx: (domain) => exchanges.get(domain, () => askEach(forMx, (r) => within(timeoutMs, askMx(r, domain)))),
  }
}

function openResolver(servers: string[] | null): Resolver {
  const resolver = new Resolver({ timeout: tryTimeoutMs, tries })
  if (servers) resolver.setServers(servers)
  return resolver
}

/**
 * Asks one server after the other until one gives records or says that there are none. A name is
 * missing only if a second server (where there is one) says so too.
 */
async function askEach<T>(resolvers: readonly Resolver[], ask: Ask<T>): Promise<Cached<T>> {
  const failures: NetFailure[] = []
  for (const resolver of resolvers) {
    const { answer, ttlMs } = await ask(resolver)
    if (answer.ok) return { answer, ttlMs }
    failures.push(answer.failure)
    if (failures.filter(isMissing).length === 2) return fail(answer.failure)
  }
  const [first] = failures
  if (failures.length === 1 && first) return fail(first)
  const doubted = failures.some(isMissing)
  return fail(
    failureAs('net/dns-failure', doubted ? 'no second server confirms that it is missing' : undefined),
  )
}

async function askAddresses(resolver: Resolver, host: string): Promise<Cached<string>> {
  const [v4, v6] = await Promise.allSettled([
    resolver.resolve4(host, { ttl: true }),
    resolver.resolve6(host, { ttl: true }),
  ])
  const found = [v4, v6].flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  if (found.length > 0)
    return remember(
      found.map((r) => r.address),
      Math.min(...found.map((r) => r.ttl)),
    )
  const errors = [v4, v6].flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
  // The A question decides: some servers answer NXDOMAIN to AAAA for names that exist.
  const failures = errors.map(failureOfAnswer).filter((failure) => failure !== null)
  const [failure] = v4.status === 'rejected' ? failures : []
  return failure ? fail(failure) : remember([], 0)
}

async function askMx(resolver: Resolver, domain: string): Promise<Cached<MxRecord>> {
  try {
    const records = await resolver.resolveMx(domain)
    return remember(
      records.map(({ exchange, priority }) => ({ exchange, priority })),
      0,
    )
  } catch (error) {
    const failure = failureOfAnswer(error)
    return failure ? fail(failure) : remember([], 0)
  }
}

async function askSystem(host: string): Promise<Cached<string>> {
  try {
    const found = await lookup(host, { all: true, verbatim: true })
    return remember(
      found.map((r) => r.address),
      0,
    )
  } catch (error) {
    return fail(failureOfAnswer(error) ?? failureAs('net/dns-not-found'))
  }
}

/** Null: the name exists and has no such record. */
function failureOfAnswer(error: unknown): NetFailure | null {
  const code = error instanceof Error ? systemCodeOf(error) : null
  if (code === null) throw new Error('an error that no resolver explains', { cause: error })
  if (code === 'ENODATA') return null
  if (code === 'ENOTFOUND') return failureAs('net/dns-not-found')
  return failureAs('net/dns-failure', code)
}

function isMissing(failure: NetFailure): boolean {
  return failure.code === 'net/dns-not-found'
}

function remember<T>(records: T[], ttlSeconds: number): Cached<T> {
  return { answer: { ok: true, records }, ttlMs: ttlSeconds * 1_000 }
}

function fail<T>(failure: NetFailure): Cached<T> {
  const answer: DnsAnswer<T> = { ok: false, failure }
  return { answer, ttlMs: 0 }
}

async function within<T>(timeoutMs: number, asked: Promise<Cached<T>>): Promise<Cached<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Cached<T>>((resolve) => {
    timer = setTimeout(() => resolve(fail(failureAs('net/dns-failure', 'ETIMEOUT'))), timeoutMs)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
