const mostStrings = 500

/** All strings under `key` in JSON-LD blocks, `@graph` and nested things included; broken blocks are skipped. */
export function readJsonLd(blocks: readonly string[], key: string): string[] {
  const found: string[] = []
  const walk = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > 12 || found.length > mostStrings) return
    for (const [name, value] of Object.entries(node)) {
      if (name === key) found.push(...[value].flat().filter((one) => typeof one === 'string'))
      walk(value, depth + 1)
    }
  }
  for (const block of blocks) walk(parseLoosely(block), 0)
  return found
}

// Raw line breaks inside strings are the usual fault of hand-written JSON-LD.
function parseLoosely(block: string): unknown {
  const body = block.replace(/^\s*<!--|-->\s*$/g, '').trim()
  return parseJson(body) ?? parseJson(body.replace(/\p{Cc}+/gu, ' ').replace(/,\s*([}\]])/g, '$1'))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
