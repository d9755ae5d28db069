import type { Draft } from './build-contact.ts'
import { didYouMean } from './closest-word.ts'
import type { Problem } from './knowledge-base.ts'
import type { Path } from './locate-node.ts'
import type { FileEntries } from './read-entries.ts'

/** Ids and values that occur twice although they must not, over all files. */
export function checkDuplicates(files: readonly FileEntries[]): Problem[] {
  const problems: Problem[] = []
  const marketplaces = new Map<string, string>()
  const sources = new Map<string, string>()
  const values = new Map<string, Draft>()
  for (const { located, marketplace, sources: listed, drafts } of files) {
    const say = (path: Path, message: string) =>
      problems.push({ file: located.file, ...located.at(path, 'key'), message })
    if (marketplace) {
      const earlier = marketplaces.get(marketplace.id)
      if (earlier) say(['marketplace', 'id'], `marketplace "${marketplace.id}" is already in ${earlier}`)
      else marketplaces.set(marketplace.id, located.file)
    }
    for (const { id } of listed) {
      const earlier = sources.get(id)
      if (earlier) say(['sources', id], `source "${id}" is already in ${earlier}`)
      else sources.set(id, located.file)
    }
    for (const draft of drafts) {
      const { id, marketplace: owner, kind, value } = draft.contact
      if (value === null || draft.bad.has('kind')) continue
      const key = JSON.stringify([owner, kind, value])
      const earlier = values.get(key)
      if (earlier)
        say([...draft.path, 'value'], `${id} has the same value as ${earlier.contact.id}: ${value}`)
      else values.set(key, draft)
    }
  }
  return problems
}

/** Claims of sources, and successors, that are nowhere in the knowledge base. */
export function checkReferences(files: readonly FileEntries[]): Problem[] {
  const drafts = files.flatMap((file) => file.drafts)
  const sourceIds = new Set(files.flatMap((file) => file.sources.map((source) => source.id)))
  const byId = new Map(drafts.map((draft) => [draft.contact.id, draft]))
  return drafts.flatMap((draft) => [...checkClaims(draft, sourceIds), ...checkSuccessor(draft, byId)])
}

function checkClaims({ located, path, contact }: Draft, sourceIds: ReadonlySet<string>): Problem[] {
  return contact.claims.flatMap(({ source }, index) => {
    if (sourceIds.has(source)) return []
    const message = `unknown source "${source}"${didYouMean(source, sourceIds)}`
    return [{ file: located.file, ...located.at([...path, 'claims', index, 'source']), message }]
  })
}

function checkSuccessor(draft: Draft, byId: ReadonlyMap<string, Draft>): Problem[] {
  const { located, path, contact } = draft
  if (contact.successor === null) return []
  const say = (message: string): Problem[] => [
    { file: located.file, ...located.at([...path, 'successor']), message },
  ]
  if (!byId.has(contact.successor)) {
    return say(`unknown successor "${contact.successor}"${didYouMean(contact.successor, byId.keys())}`)
  }
  const seen = new Set<string>()
  for (let next: string | null = contact.successor; next !== null; ) {
    if (next === contact.id) return say('the successors lead back to this contact')
    if (seen.has(next)) return []
    seen.add(next)
    next = byId.get(next)?.contact.successor ?? null
  }
  return []
}
