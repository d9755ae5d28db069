/** What the dashboard shows of a mail. */
export interface ParsedMail {
  subject: string
  to: string
  date: Date | null
  /** The plain text part; empty when there is none. */
  text: string
}

interface Entity {
  headers: Map<string, string>
  body: string
}

const maxDepth = 4

/**
 * Reads a mail as far as showing it needs (RFC 5322, 2045 to 2047): some headers and the plain text. HTML
 * parts are left alone. @param source the file, one character a byte (latin1).
 */
export function parseMail(source: string): ParsedMail {
  const entity = splitEntity(source)
  const date = new Date(entity.headers.get('date') ?? '')
  return {
    subject: decodeWords(entity.headers.get('subject') ?? ''),
    to: decodeWords(entity.headers.get('to') ?? ''),
    date: Number.isNaN(date.getTime()) ? null : date,
    text: findText(entity, 0) ?? '',
  }
}

function splitEntity(source: string): Entity {
  const plain = source.replace(/\r\n/g, '\n')
  if (plain.startsWith('\n')) return { headers: new Map(), body: plain.slice(1) }
  const end = plain.indexOf('\n\n')
  const head = end === -1 ? plain : plain.slice(0, end)
  const headers = new Map<string, string>()
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return { headers, body: end === -1 ? '' : plain.slice(end + 2) }
}

function findText({ headers, body }: Entity, depth: number): string | null {
  const type = headers.get('content-type') ?? 'text/plain'
  if (/^text\/plain\b/i.test(type))
    return decodeBody(body, headers.get('content-transfer-encoding') ?? '', charsetOf(type))
  const boundary = /boundary="?([^";]{1,70})"?/i.exec(type)?.[1]
  if (!/^multipart\//i.test(type) || !boundary || depth >= maxDepth) return null
  const parts = `\n${body}`.split(`\n--${boundary}`).slice(1, 50)
  for (const part of parts.filter((text) => !text.startsWith('--'))) {
    const found = findText(splitEntity(part.replace(/^[ \t]*\n/, '')), depth + 1)
    if (found !== null) return found
  }
  return null
}

function charsetOf(type: string): string {
  return /charset="?([\w-]+)"?/i.exec(type)?.[1] ?? 'utf-8'
}

function decodeBody(body: string, encoding: string, charset: string): string {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return decodeBytes(Buffer.from(body, 'base64'), charset)
    case 'quoted-printable':
      return decodeBytes(fromQuotedPrintable(body.replace(/[ \t]*=\n/g, '')), charset)
    default:
      return decodeBytes(Buffer.from(body, 'latin1'), charset)
  }
}

function fromQuotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

function decodeBytes(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch (error) {
    // An unknown charset is the sender's mistake; the bytes are shown as well as they can be.
    if (error instanceof RangeError) return bytes.toString('latin1')
    throw error
  }
}

/** Encoded words of a header (RFC 2047); white space between two of them does not count. */
function decodeWords(header: string): string {
  const joined = header.replace(/(\?=)\s+(?==\?)/g, '$1')
  // Neighbours may split a character between them, so runs of one charset are decoded as one.
  const runs = joined.replace(/(?:=\?[\w-]+\?[bq]\?[^?\s]*\?=)+/gi, (run) => {
    const words = [...run.matchAll(/=\?([\w-]+)\?([bq])\?([^?\s]*)\?=/gi)]
    const bytes = words.map(([, , encoding = '', data = '']) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(data, 'base64')
        : fromQuotedPrintable(data.replaceAll('_', ' ')),
    )
    return decodeBytes(Buffer.concat(bytes), words[0]?.[1] ?? 'utf-8')
  })
  return runs === joined ? decodeBytes(Buffer.from(joined, 'latin1'), 'utf-8') : runs
}
