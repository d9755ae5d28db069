import { z } from 'zod'
import type { Contact } from '../domain/contact.ts'
import { didYouMean } from './closest-word.ts'
import { describeIssue } from './describe-issue.ts'
import { type ContactEntry, contactEntry } from './kb-schema.ts'
import type { KindLookup, KindRules, Marketplace, Problem } from './knowledge-base.ts'
import type { Path } from './locate-node.ts'
import { checkDomains, checkListedOn } from './owner-domains.ts'
import type { Located } from './parse-yaml.ts'

/** A contact with the place where it was written; `bad` names the fields that the schema refused. */
export interface Draft {
  located: Located
  path: Path
  contact: Contact
  bad: ReadonlySet<string>
}

interface Raw {
  located: Located
  slug: string
  raw: object
  owner: Marketplace
  bad: ReadonlySet<string>
  kinds: KindLookup
}

/** Stands in for refused fields, so that the others can still be checked; never leaves `readKb`. */
const placeholder = {
  kind: '-',
  value: null,
  label: { ru: '-', en: '-' },
  audience: 'anyone',
  purpose: 'none',
}

/** Makes a contact of one entry and checks it against its kind and its owner's domains. */
export function buildContact({ located, slug, raw, owner, bad, kinds }: Raw): {
  draft: Draft
  problems: Problem[]
} {
  const path = ['contacts', slug]
  const entry = parseWithout(raw, bad)
  const rules = bad.has('kind') ? undefined : kinds.kindNamed(entry.kind)
  const problems: Problem[] = []
  if (!rules && !bad.has('kind')) {
    const names = [...(kinds.kinds ?? [])].map((kind) => kind.name)
    const message = `unknown kind "${entry.kind}"${didYouMean(entry.kind, names)}`
    problems.push({ file: located.file, ...located.at([...path, 'kind']), message })
  }
  const value = rules ? canonicalise(entry.value, rules, path, located, problems) : entry.value
  const settings = rules ? checkSettings(entry.settings, rules, path, located, problems) : entry.settings
  const own = checkDomains(entry.domains, [...path, 'domains'], located)
  const ownerDomains = [...new Set([...owner.domains, ...own.domains])]
  problems.push(...own.problems)
  problems.push(...checkListedOn(entry.listedOn, ownerDomains, [...path, 'listedOn'], located))

  const { domains: _, checkEveryHours, ...stated } = entry
  const contact: Contact = {
    ...stated,
    id: `${owner.id}/${slug}`,
    marketplace: owner.id,
    value,
    ownerDomains,
    settings,
    checkEveryHours: checkEveryHours ?? rules?.checkEveryHours ?? 24,
    statedAt: { file: located.file, line: located.at(path, 'key').line },
  }
  return { draft: { located, path, contact, bad }, problems }
}

function parseWithout(raw: object, bad: ReadonlySet<string>): ContactEntry {
  const known = Object.entries(raw).filter(([key]) => key in contactEntry.shape && !bad.has(key))
  return contactEntry.parse({ ...placeholder, ...Object.fromEntries(known) })
}

function canonicalise(
  value: string | null,
  rules: KindRules,
  path: Path,
  located: Located,
  problems: Problem[],
): string | null {
  if (value === null) return null
  const parsed = rules.parse(value)
  if (parsed.ok) return parsed.value
  const message = `value is refused: ${parsed.problem}`
  problems.push({ file: located.file, ...located.at([...path, 'value']), message })
  return value
}

function checkSettings(
  settings: Record<string, unknown>,
  rules: KindRules,
  path: Path,
  located: Located,
  problems: Problem[],
): Record<string, unknown> {
  const schema = withoutStrangers(rules.settings)
  const parsed = schema.safeParse(settings)
  if (parsed.success) return { ...(parsed.data as Record<string, unknown>) }
  for (const issue of parsed.error.issues) {
    problems.push(...describeIssue(located, [...path, 'settings'], issue, schema))
  }
  return settings
}

/** A kind may ignore what it does not know; in a file that editors write, a misspelt name must not pass. */
function withoutStrangers(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema
}
