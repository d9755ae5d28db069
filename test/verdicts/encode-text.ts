const tables = new Map<string, Map<string, number>>()

/** Bytes of a text in a one-byte charset; Node can read these but not write them. */
export function encodeText(text: string, charset: string): Buffer {
  if (charset === 'utf-8') return Buffer.from(text)
  const table = tables.get(charset) ?? makeTable(charset)
  return Buffer.from(Array.from(text, (character) => table.get(character) ?? 63))
}

function makeTable(charset: string): Map<string, number> {
  const characters = new TextDecoder(charset).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  const table = new Map(Array.from(characters, (character, byte) => [character, byte]))
  tables.set(charset, table)
  return table
}
