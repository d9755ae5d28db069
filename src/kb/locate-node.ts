import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'

export type Path = readonly PropertyKey[]

/** Pairs of a mapping by name, made once: a file with very many mistakes asks very often. */
const pairsByName = new WeakMap<YAMLMap, Map<string, Pair>>()

/** Whether a document has the part that `path` leads to. */
export function hasPath(root: Node, path: Path): boolean {
  return walk(root, path).rest === 0
}

/** Where the part at `path` begins: its value or its name. What is missing or empty is pointed to by name. */
export function offsetAt(root: Node, path: Path, what: 'value' | 'key'): number {
  const { node, pair, rest } = walk(root, path)
  const byName = pair !== null && (rest > 0 || what === 'key' || (isScalar(node) && node.source === ''))
  return offsetOf(byName ? pair.key : node)
}

export function offsetOf(node: unknown): number {
  const ranged = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)
  return ranged ? (node.range?.[0] ?? 0) : 0
}

export function nameOfPair(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

/** Goes down as far as the path leads; `rest` parts of it were not there. */
function walk(root: Node, path: Path): { node: unknown; pair: Pair | null; rest: number } {
  let node: unknown = root
  let pair: Pair | null = null
  for (const [index, part] of path.entries()) {
    const rest = path.length - index
    if (isMap(node)) {
      const item = pairNamed(node, String(part))
      if (!item) return { node, pair, rest }
      pair = item
      node = item.value
    } else if (isSeq(node) && typeof part === 'number' && part < node.items.length) {
      pair = null
      node = node.items[part]
    } else return { node, pair, rest }
  }
  return { node, pair, rest: 0 }
}

function pairNamed(map: YAMLMap, name: string): Pair | undefined {
  let pairs = pairsByName.get(map)
  if (!pairs) {
    pairs = new Map(map.items.map((pair) => [nameOfPair(pair), pair]))
    pairsByName.set(map, pairs)
  }
  return pairs.get(name)
}
