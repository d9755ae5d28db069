import { isScalar, LineCounter, type Node, parseDocument, type Tags, visit } from 'yaml'
import { findTooDeep } from './check-depth.ts'
import type { Problem } from './knowledge-base.ts'
import { hasPath, nameOfPair, offsetAt, offsetOf, type Path } from './locate-node.ts'

/** A YAML file as plain data that still knows where each part of it was written. */
export interface Located {
  file: string
  data: unknown
  /** Where the part at `path` is: its value, or (`key`) its name. Falls back to the nearest part around it. */
  at(path: Path, what?: 'value' | 'key'): { line: number; column: number }
  has(path: Path): boolean
}

type YamlResult = { ok: true; located: Located } | { ok: false; problems: Problem[] }

/** Parses one file. Syntax errors and names written twice are problems; so are references, which nobody needs here. */
export function parseYaml(file: string, text: string): YamlResult {
  const lines = new LineCounter()
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problem = (offset: number, message: string): Problem => ({ file, ...place(offset), message })

  const tooDeep = findTooDeep(text)
  if (tooDeep !== null) return { ok: false, problems: [{ file, ...tooDeep, message: 'nested too deep' }] }
  const doc = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    customTags: (tags: Tags) => withPlainNumbersOnly(tags),
  })
  const flaws = [...doc.errors, ...doc.warnings].map((e) => problem(e.pos[0], sayPlainly(e.code, e.message)))
  if (flaws.length > 0) return { ok: false, problems: flaws }
  const root = doc.contents
  if (root === null || (isScalar(root) && root.value === null)) {
    return { ok: false, problems: [problem(0, 'the file is empty')] }
  }
  const forbidden = findForbidden(root, problem)
  if (forbidden.length > 0) return { ok: false, problems: forbidden }
  return {
    ok: true,
    located: {
      file,
      data: doc.toJS({ maxAliasCount: 0 }),
      at: (path, what = 'value') => place(offsetAt(root, path, what)),
      has: (path) => hasPath(root, path),
    },
  }
}

/** Leaves small whole numbers as numbers; `+78002347000`, `0611` or `22.00` stay the text they are. */
function withPlainNumbersOnly(tags: Tags): Tags {
  const number = /:(int|float)$/
  const others = tags.filter((tag) => typeof tag === 'string' || !number.test(tag.tag))
  const whole = {
    tag: 'tag:yaml.org,2002:int',
    default: true as const,
    test: /^(?:0|[1-9][0-9]{0,5})$/,
    resolve: (text: string) => Number(text),
  }
  return [...others, whole]
}

function findForbidden(root: Node, problem: (offset: number, message: string) => Problem): Problem[] {
  const found: Problem[] = []
  visit(root, {
    Alias: (_, node) => {
      found.push(problem(offsetOf(node), 'references (*name) are not used here: write the text out'))
    },
    Map: (_, node) => {
      const first = new Map<string, number>()
      for (const pair of node.items) {
        const name = nameOfPair(pair)
        const earlier = first.get(name)
        const offset = offsetOf(pair.key)
        // The schema library passes over this one name in silence.
        if (name === '__proto__') found.push(problem(offset, '"__proto__" is no good name'))
        if (earlier === undefined) first.set(name, offset)
        else
          found.push(
            problem(offset, `"${name}" is written twice, first on line ${problem(earlier, '').line}`),
          )
      }
    },
  })
  return found
}

function sayPlainly(code: string, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab: indent with spaces'
    case 'MULTIPLE_DOCS':
      return 'a second document (---): one file is one document'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'not YAML: a text with a colon and a space goes in quotes'
    case 'NON_STRING_KEY':
      return 'a name must be plain text'
    default:
      return `not YAML: ${(message.split('\n')[0] ?? message).replace(/:$/, '')}`
  }
}
