/** A question of one DNS message. */
export interface Question {
  id: number
  /** Lower case, without the last dot. */
  name: string
  type: number
  /** The question as it came: some clients compare its letters (0x20). */
  raw: Buffer
}

export const recordTypes = { A: 1, MX: 15, AAAA: 28 } as const

export const responseCodes = { ok: 0, servfail: 2, nxdomain: 3 } as const

/** Reads the first question of a message (RFC 1035, 4.1); null where it is none. */
export function readQuestion(message: Buffer): Question | null {
  if (message.length < 17 || message.readUInt16BE(4) === 0 || (message.readUInt8(2) & 0x80) !== 0) return null
  const labels: string[] = []
  let at = 12
  while (at < message.length) {
    const length = message.readUInt8(at)
    at += 1
    if (length === 0) break
    if (length > 63 || at + length > message.length) return null
    labels.push(message.toString('latin1', at, at + length))
    at += length
  }
  if (at + 4 > message.length) return null
  const name = labels.join('.').toLowerCase()
  return {
    id: message.readUInt16BE(0),
    name,
    type: message.readUInt16BE(at),
    raw: message.subarray(12, at + 4),
  }
}

/** A complete answer; `records` are the data parts of records of the asked type. */
export function writeAnswer(question: Question, code: number, records: Buffer[] = []): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(question.id, 0)
  head.writeUInt16BE(0x8580 | code, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  return Buffer.concat([head, question.raw, ...records.map((data) => recordOf(question.type, data))])
}

function recordOf(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12)
  // The name is the one of the question, by a pointer to it.
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

/** Data of an A record. */
export function writeIpv4(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number))
}

/** Data of an MX record; an empty exchange is the root, that is null MX (RFC 7505). */
export function writeMx(priority: number, exchange: string): Buffer {
  const labels = exchange.split('.').filter(Boolean)
  const name = labels.map((label) => Buffer.from([label.length, ...Buffer.from(label, 'latin1')]))
  return Buffer.concat([Buffer.from([priority >> 8, priority & 0xff]), ...name, Buffer.from([0])])
}
