import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contact } from '../domain/contact.ts'
import type { Source } from '../domain/freshness.ts'
import { checkDuplicates, checkReferences } from './check-references.ts'
import type { KbResult, KindLookup, KnowledgeBase, Problem } from './knowledge-base.ts'
import { parseYaml } from './parse-yaml.ts'
import { type FileEntries, readEntries } from './read-entries.ts'
import { codeOf, readText } from './read-text.ts'

/**
 * Reads every `*.yaml` file of a knowledge base and checks all of it, so that an editor sees every
 * mistake at once. Files beginning with a dot and folders inside are left alone.
 */
export async function readKb(dir: string, registry: KindLookup): Promise<KbResult> {
  const listing = await listFiles(dir)
  if (!listing.ok) return { ok: false, problems: [listing.problem] }
  const problems: Problem[] = []
  const files: FileEntries[] = []
  for (const file of listing.files) {
    const read = await readText(join(dir, file), file)
    if (!read.ok) {
      problems.push(read.problem)
      continue
    }
    const parsed = parseYaml(file, read.text)
    if (parsed.ok) files.push(readEntries(parsed.located, registry))
    else problems.push(...parsed.problems)
  }
  problems.push(...files.flatMap((file) => file.problems), ...checkDuplicates(files))
  // What an unreadable file states is unknown, so nobody can say that a reference into it is wrong.
  if (files.length === listing.files.length) problems.push(...checkReferences(files))
  if (problems.length > 0) return { ok: false, problems: problems.sort(byPlace) }
  return { ok: true, kb: gather(files) }
}

type Listing = { ok: true; files: string[] } | { ok: false; problem: Problem }

async function listFiles(dir: string): Promise<Listing> {
  const refuse = (message: string): Listing => ({
    ok: false,
    problem: { file: '.', line: 1, column: 1, message },
  })
  try {
    const entries = await readdir(dir, { withFileTypes: true })
    const files = entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /^[^.].*\.ya?ml$/.test(entry.name))
      .map((entry) => entry.name)
      .sort()
    return files.length > 0 ? { ok: true, files } : refuse('no .yaml file in the knowledge base')
  } catch (error) {
    return refuse(`the knowledge base cannot be read: ${codeOf(error)}`)
  }
}

function gather(files: readonly FileEntries[]): KnowledgeBase {
  const sources = files.flatMap((file) => file.sources)
  const byId = new Map(sources.map((source) => [source.id, source]))
  return {
    marketplaces: files.flatMap((file) => file.marketplace ?? []),
    sources,
    contacts: files.flatMap((file) => file.drafts.map((draft) => dateClaims(draft.contact, byId))),
    notContacts: files.flatMap((file) => file.notContacts),
  }
}

/** A claim without a date of its own is as old as its source. */
function dateClaims(contact: Contact, sources: ReadonlyMap<string, Source>): Contact {
  const claims = contact.claims.map((claim) => ({
    ...claim,
    asOf: claim.asOf ?? sources.get(claim.source)?.asOf ?? null,
  }))
  return { ...contact, claims }
}

function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column
}
