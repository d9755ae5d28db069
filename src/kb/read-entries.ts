import type { Source } from '../domain/freshness.ts'
import { buildContact, type Draft } from './build-contact.ts'
import { describeIssue } from './describe-issue.ts'
import { kbFile, type MarketplaceEntry, marketplaceEntry, notContactEntry, sourceEntry } from './kb-schema.ts'
import type { KindLookup, Marketplace, NotContact, Problem } from './knowledge-base.ts'
import { checkDomains } from './owner-domains.ts'
import type { Located } from './parse-yaml.ts'

/** What one file states. With problems it still holds what could be read, for checks across files. */
export interface FileEntries {
  located: Located
  marketplace: Marketplace | null
  sources: Source[]
  drafts: Draft[]
  notContacts: NotContact[]
  problems: Problem[]
}

/** Reads the entries of one parsed file and checks all that can be checked without the other files. */
export function readEntries(located: Located, kinds: KindLookup): FileEntries {
  const problems: Problem[] = []
  const bad = new Map<string, Set<string>>()
  for (const issue of kbFile.safeParse(located.data).error?.issues ?? []) {
    problems.push(...describeIssue(located, [], issue, kbFile))
    noteBadField(bad, issue.path)
  }
  const data = asRecord(located.data)
  const owner = readMarketplace(data, located, problems)
  const contacts = Object.entries(asRecord(data.contacts))
  if (contacts.length > 0 && data.marketplace === undefined) {
    const message = 'contacts belong to somebody: the file has no marketplace'
    problems.push({ file: located.file, ...located.at(['contacts'], 'key'), message })
  }
  const drafts: Draft[] = []
  for (const [slug, raw] of contacts) {
    if (raw === null || typeof raw !== 'object') continue
    const built = buildContact({ located, slug, raw, owner, bad: bad.get(slug) ?? new Set(), kinds })
    drafts.push(built.draft)
    problems.push(...built.problems)
  }
  return {
    located,
    marketplace: data.marketplace === undefined ? null : owner,
    sources: readSources(data),
    drafts,
    notContacts: readNotContacts(data, located),
    problems,
  }
}

/** Fields of contacts that the schema refused; later checks leave them alone. */
function noteBadField(bad: Map<string, Set<string>>, path: readonly PropertyKey[]): void {
  const [section, slug, field] = path.map(String)
  if (section !== 'contacts' || slug === undefined || field === undefined) return
  const fields = bad.get(slug) ?? new Set()
  bad.set(slug, fields.add(field))
}

function readMarketplace(data: Record<string, unknown>, located: Located, problems: Problem[]): Marketplace {
  const parsed = marketplaceEntry.safeParse(data.marketplace)
  const entry: MarketplaceEntry = parsed.success
    ? parsed.data
    : { id: located.file.replace(/\.ya?ml$/, ''), name: { ru: '', en: '' }, domains: [], aliases: [] }
  const checked = checkDomains(entry.domains, ['marketplace', 'domains'], located)
  problems.push(...checked.problems)
  return { ...entry, domains: checked.domains }
}

function readSources(data: Record<string, unknown>): Source[] {
  return Object.entries(asRecord(data.sources)).map(([id, raw]) => {
    const parsed = sourceEntry.safeParse(raw)
    if (!parsed.success) return { id, title: '', url: null, publisher: '', asOf: null, witness: id }
    const { witness = id, ...source } = parsed.data
    return { id, ...source, witness }
  })
}

function readNotContacts(data: Record<string, unknown>, located: Located): NotContact[] {
  const list: unknown[] = Array.isArray(data.notContacts) ? data.notContacts : []
  return list.flatMap((raw, index) => {
    const parsed = notContactEntry.safeParse(raw)
    if (!parsed.success) return []
    const { line } = located.at(['notContacts', index])
    return [{ ...parsed.data, statedAt: { file: located.file, line } }]
  })
}

function asRecord(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}
