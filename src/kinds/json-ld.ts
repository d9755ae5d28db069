const mostStrings = 500
const longestBlock = 200_000
const deepest = 12

/**
 * All strings under `key` in JSON-LD blocks, `@graph` and nested things included; numbers are given as they would
 * be written. Blocks that cannot be mended are skipped.
 */
export function readJsonLd(blocks: readonly string[], key: string): string[] {
  const found: string[] = []
  const walk = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > deepest || found.length > mostStrings) return
    for (const [name, value] of Object.entries(node)) {
      if (name === key) found.push(...[value].flat().flatMap(asText))
      walk(value, depth + 1)
    }
  }
  for (const block of blocks) walk(parseLoosely(block.slice(0, longestBlock)), 0)
  return found
}

function asText(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'number' && Number.isSafeInteger(value) ? [String(value)] : []
}

// Raw line breaks inside strings are the usual fault of hand-written JSON-LD.
function parseLoosely(block: string): unknown {
  const body = block
    .trim()
    .replace(/^(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\]\]>)$/, '')
    .replace(/;$/, '')
  return parseJson(body) ?? parseJson(body.replace(/\p{Cc}/gu, ' ').replace(/,(?=\s{0,50}[}\]])/g, ''))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
