import { z } from 'zod'
import { didYouMean } from './closest-word.ts'
import type { Problem } from './knowledge-base.ts'
import type { Path } from './locate-node.ts'
import type { Located } from './parse-yaml.ts'

type Issue = z.core.$ZodIssue

const languages: Record<string, string> = { ru: 'Russian', en: 'English' }
const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  object: 'a list of `name: value` lines',
  record: 'a list of `name: value` lines',
  array: 'a list (each line starts with `-`)',
  boolean: 'true or false',
}

/** A zod issue below `base`, in an editor's words and at its place in the file; one per unknown key. */
export function describeIssue(located: Located, base: Path, issue: Issue, schema: z.ZodType): Problem[] {
  const path = [...base, ...issue.path]
  const name = nameOf(path)
  const say = (message: string, at: Path = path, what: 'value' | 'key' = 'value'): Problem => ({
    file: located.file,
    ...located.at(at, what),
    message,
  })
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path)
    return issue.keys.map((key) => {
      // What a comma in `{ … }` cuts off a text ends up as a name.
      const hint = /\s/.test(key) ? ': a text with a comma goes in quotes' : didYouMean(key, known)
      return say(`${name} has no setting "${key}"${hint}`, [...path, key], 'key')
    })
  }
  if (issue.code === 'invalid_key') {
    return [
      say(`"${nameOf(path.slice(-1))}" is no good name: ${issue.issues[0]?.message ?? ''}`, path, 'key'),
    ]
  }
  if (!located.has(path)) return [say(describeMissing(path))]
  return [say(`${name} ${describeWrong(issue)}`)]
}

function describeMissing(path: Path): string {
  const last = String(path.at(-1))
  const around = nameOf(path.slice(0, -1))
  const language = languages[last]
  if (language) return `${around} has no ${language} text (${last})`
  if (last === 'value') return `${around} has no value: write null where a source lost it`
  return `${around} has no ${last}`
}

function describeWrong(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = typeNames[issue.expected] ?? issue.expected
      return wanted === 'text' ? 'must be text (a number goes in quotes)' : `must be ${wanted}`
    }
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`
    case 'invalid_format':
      if (issue.format === 'date') return 'must be a day that exists, written YYYY-MM-DD'
      if (issue.format === 'url') return 'must be a full web address (https://…)'
      return `must be written with ${issue.message}`
    case 'too_small':
      return issue.origin === 'string' ? 'is empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string'
        ? `is longer than ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`
    default:
      return `is refused: ${issue.message}`
  }
}

/** `label` for …/label, `claims[1].source` for a part of a list, the slug for a whole entry. */
function nameOf(path: Path): string {
  const [section, ...rest] = path
  if (section === undefined) return 'the file'
  const keyed = section === 'contacts' || section === 'sources'
  const shown = keyed && rest.length > 1 ? rest.slice(1) : keyed ? rest : path
  if (shown.length === 0) return String(section)
  return shown.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part + 1}]` : name ? `${name}.${String(part)}` : String(part),
    '',
  )
}

/** Names that the schema knows at a place inside it; none where it takes any. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let inner = unwrap(schema)
  for (const part of path) {
    if (inner instanceof z.ZodObject) inner = unwrap(inner.shape[String(part)])
    else if (inner instanceof z.ZodRecord) inner = unwrap(inner.valueType)
    else if (inner instanceof z.ZodArray) inner = unwrap(inner.element)
    else return []
  }
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : []
}

function unwrap(schema: unknown): unknown {
  const wrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
  return wrapped ? unwrap(schema.unwrap()) : schema
}
