/** One DER element: its tag and its content (ITU-T X.690, definite lengths only). */
function element(tag: number, content: Uint8Array): Buffer {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const digits = Buffer.from(
    length.toString(16).padStart(length > 0xffff ? 6 : length > 0xff ? 4 : 2, '0'),
    'hex',
  )
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, content])
}

export const sequence = (...parts: Uint8Array[]) => element(0x30, Buffer.concat(parts))

export const set = (...parts: Uint8Array[]) => element(0x31, Buffer.concat(parts))

export const boolean = (value: boolean) => element(0x01, Buffer.from([value ? 0xff : 0]))

export const octets = (content: Uint8Array) => element(0x04, content)

export const utf8 = (text: string) => element(0x0c, Buffer.from(text))

/** `[number]` of a constructed type, context class. */
export const tagged = (number: number, ...parts: Uint8Array[]) => element(0xa0 | number, Buffer.concat(parts))

/** `[number]` IMPLICIT of a primitive type, context class. */
export const implicit = (number: number, content: Uint8Array) => element(0x80 | number, content)

/** A non-negative INTEGER from its big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes[0] ?? 0
  return element(0x02, first & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** A BIT STRING; `unused` is the number of padding bits at its end. */
export const bits = (content: Uint8Array, unused = 0) =>
  element(0x03, Buffer.concat([Buffer.from([unused]), content]))

/** An OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(number: number): number[] {
  const low = number & 0x7f
  return number < 0x80 ? [low] : [...base128(number >> 7).map((digit) => digit | 0x80), low]
}

/** UTCTime, which RFC 5280 (4.1.2.5.1) asks for until 2049. */
export function utcTime(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return element(0x17, Buffer.from(`${digits}Z`))
}

/** The PEM text of one certificate. */
export function pemOf(der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}/g, (line) => `${line}\n`)
  return `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`
}
