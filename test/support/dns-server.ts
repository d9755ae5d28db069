import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'

/** What a name answers. A list of strings is A and AAAA records; absent types answer NOERROR without records. */
export type DnsEntry =
  | {
      a?: readonly string[]
      aaaa?: readonly string[]
      mx?: readonly { exchange: string; priority: number }[]
    }
  | 'nxdomain'
  | 'servfail'
  | 'silence'

/** A question as it came in. */
export interface DnsQuestion {
  name: string
  type: 'A' | 'AAAA' | 'MX' | 'other'
}

export interface DnsServer {
  /** `127.0.0.1:PORT`, as `dnsServers` wants it. */
  address: string
  /** What was asked, newest last. */
  questions: DnsQuestion[]
  close(): Promise<void>
}

const types: Record<number, DnsQuestion['type']> = { 1: 'A', 15: 'MX', 28: 'AAAA' }
const codes = { nxdomain: 3, servfail: 2 }

/**
 * A DNS server on loopback UDP that answers from a table; names that are not in it do not exist. A function
 * is asked anew for each question (`nth` counts from 0 for its name), for names that change their mind.
 */
export async function serveDns(
  table: Readonly<Record<string, DnsEntry | ((nth: number) => DnsEntry)>>,
): Promise<DnsServer> {
  const questions: DnsQuestion[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query)
    const nth = questions.filter((q) => q.name === name && q.type === type).length
    questions.push({ name, type })
    const row = table[name] ?? 'nxdomain'
    const entry = typeof row === 'function' ? row(nth) : row
    if (entry !== 'silence') socket.send(reply(query, end, entry, type), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address() as AddressInfo
  return {
    address: `127.0.0.1:${port}`,
    questions,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function readQuestion(query: Buffer): DnsQuestion & { end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return {
    name: labels.join('.').toLowerCase(),
    type: types[query.readUInt16BE(at + 1)] ?? 'other',
    end: at + 5,
  }
}

function reply(query: Buffer, end: number, entry: Exclude<DnsEntry, 'silence'>, type: string): Buffer {
  const records = typeof entry === 'string' ? [] : recordsOf(entry, type)
  const header = Buffer.alloc(12)
  query.copy(header, 0, 0, 2)
  // QR, RD and RA; the low four bits are the response code (RFC 1035, 4.1.1).
  header.writeUInt16BE(0x8180 | (typeof entry === 'string' ? codes[entry] : 0), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(records.length, 6)
  return Buffer.concat([header, query.subarray(12, end), ...records])
}

function recordsOf(entry: Exclude<DnsEntry, string>, type: string): Buffer[] {
  if (type === 'A') return (entry.a ?? []).map((ip) => record(1, Buffer.from(ip.split('.').map(Number))))
  if (type === 'AAAA') return (entry.aaaa ?? []).map((ip) => record(28, ipv6Bytes(ip)))
  if (type === 'MX') return (entry.mx ?? []).map((mx) => record(15, mxBytes(mx)))
  return []
}

/** One answer: a pointer to the question's name, the type, class IN, 60 seconds to live. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, 0])
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function ipv6Bytes(ip: string): Buffer {
  const [head = '', tail] = ip.split('::')
  const groups = (text: string) =>
    text
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const all = [...before, ...Array(8 - before.length - after.length).fill(0), ...after]
  return Buffer.from(all.flatMap((group: number) => [group >> 8, group & 0xff]))
}

function mxBytes({ exchange, priority }: { exchange: string; priority: number }): Buffer {
  const labels = exchange.split('.').filter(Boolean)
  const name = labels.map((label) =>
    Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]),
  )
  return Buffer.concat([Buffer.from([priority >> 8, priority & 0xff]), ...name, Buffer.from([0])])
}
