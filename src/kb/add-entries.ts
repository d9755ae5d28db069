import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { applySplices, type Splice } from '../domain/splice.ts'
import { type DraftEntry, type DraftSource, writeEntry, writeSource } from './draft-entry.ts'
import type { KindLookup } from './knowledge-base.ts'
import { parseYaml } from './parse-yaml.ts'
import { readEntries } from './read-entries.ts'

/** What a file gets: entries by slug, and the source of their claims unless some file has it already. */
export interface Addition {
  source: { id: string; draft: DraftSource } | null
  contacts: { slug: string; entry: DraftEntry }[]
}

export type Added = { ok: true; splices: Splice[] } | { ok: false; problems: string[] }

/**
 * Adds entries to the text of one file: new lines behind the last of each section, every other byte stays.
 * The result is read as the knowledge base reads it, and refused where it has a mistake that the file had not
 * or says anything else of what stood there.
 */
export function addEntries(file: string, text: string, addition: Addition, kinds: KindLookup): Added {
  const doc = parseDocument(text, { stringKeys: true })
  if (doc.errors.length > 0 || !isMap(doc.contents)) return { ok: false, problems: ['the file is not YAML'] }
  const root = doc.contents
  const indent = indentOf(root, text)
  const sections = [
    {
      name: 'sources',
      lines: addition.source ? [writeSource(addition.source.id, addition.source.draft, indent)] : [],
    },
    {
      name: 'contacts',
      lines: addition.contacts.map(({ slug, entry }) => writeEntry(slug, entry, indent)),
    },
  ]
  // A section that is new must not come between another one and what is added to it.
  const isNew = ({ name }: { name: string }) => !root.has(name)
  const ordered = [...sections.filter((one) => !isNew(one)), ...sections.filter(isNew)]
  const splices: Splice[] = []
  for (const { name, lines } of ordered) {
    if (lines.length === 0) continue
    const splice = spliceInto(text, root, name, lines)
    if (!splice) return { ok: false, problems: [`"${name}" is not written as a block of lines`] }
    splices.push(splice)
  }
  return check(file, text, mergeAtOnePlace(splices), addition, kinds)
}

function check(file: string, text: string, splices: Splice[], addition: Addition, kinds: KindLookup): Added {
  const before = parseYaml(file, text)
  const after = parseYaml(file, applySplices(text, splices))
  if (!after.ok || !before.ok)
    return { ok: false, problems: (after.ok ? before : after).ok ? [] : ['it would not be YAML any more'] }
  const known = new Set(readEntries(before.located, kinds).problems.map(({ message }) => message))
  const problems = readEntries(after.located, kinds).problems.filter(({ message }) => !known.has(message))
  if (problems.length > 0) return { ok: false, problems: problems.map(({ message }) => message) }
  const isSame =
    JSON.stringify(without(after.located.data, addition)) === JSON.stringify(bare(before.located.data))
  return isSame ? { ok: true, splices } : { ok: false, problems: ['other entries would change'] }
}

type Sections = Record<string, Record<string, unknown> | null | undefined>

/** The file's data without what was added, and without sections that are empty then. */
function without(data: unknown, { source, contacts }: Addition): unknown {
  const copy = structuredClone(data) as Sections
  if (source) delete copy.sources?.[source.id]
  for (const { slug } of contacts) delete copy.contacts?.[slug]
  return bare(copy)
}

function bare(data: unknown): unknown {
  return Object.fromEntries(
    Object.entries(data as Sections)
      .filter(([, value]) => !(value && typeof value === 'object' && Object.keys(value).length === 0))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Behind the last entry of a section; a section that is missing goes to the end of the file. */
function spliceInto(text: string, root: YAMLMap, name: string, lines: readonly string[]): Splice | null {
  if (root.flow) return null
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const block = `${lines.join('\n').replaceAll('\n', eol)}${eol}`
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === name)
  if (!pair) {
    const lead = text === '' || text.endsWith('\n') ? '' : eol
    return { offset: text.length, length: 0, text: `${lead}${eol}${name}:${eol}${block}` }
  }
  const section = pair.value
  if (!isMap(section) || section.flow || section.items.length === 0) return null
  const last = section.items.at(-1)
  const end = last && endOf(last.value, last.key)
  if (end === undefined) return null
  const at = endOfLine(text, end)
  return { offset: at, length: 0, text: (text[at - 1] === '\n' ? '' : eol) + block }
}

/** Where the last word of a node ends; the range of a mapping takes in comments behind it. */
function endOf(value: unknown, key: unknown): number | undefined {
  if (isMap(value) && !value.flow) {
    const last = value.items.at(-1)
    return last ? endOf(last.value, last.key) : value.range?.[1]
  }
  const ranged = (value ?? key) as {
    range?: [number, number, number] | null
    items?: unknown[]
    flow?: boolean
  }
  const isList = Array.isArray(ranged?.items) && !ranged.flow
  return isList ? endOf(ranged.items?.at(-1), null) : ranged?.range?.[1]
}

function endOfLine(text: string, from: number): number {
  if (text[from - 1] === '\n') return from
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end + 1
}

/** What is added at one place is one splice: splices of one place have no order. */
function mergeAtOnePlace(splices: readonly Splice[]): Splice[] {
  const merged: Splice[] = []
  for (const one of splices) {
    const last = merged.at(-1)
    if (last && last.offset === one.offset) last.text += one.text
    else merged.push({ ...one })
  }
  return merged
}

/** The indent of the file's first nested line. */
function indentOf(root: YAMLMap, text: string): string {
  for (const { value } of root.items) {
    const key = isMap(value) && !value.flow ? value.items[0]?.key : null
    if (!isScalar(key) || !key.range) continue
    const start = text.lastIndexOf('\n', key.range[0] - 1) + 1
    const indent = text.slice(start, key.range[0])
    if (/^ +$/.test(indent)) return indent
  }
  return '  '
}
