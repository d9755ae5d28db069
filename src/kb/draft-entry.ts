import type { Audience, Bilingual, Claim, Documented } from '../domain/contact.ts'
import { writeScalar } from './export-edits.ts'
import { slugOf } from './slug.ts'

/** What an article says of a contact that is not in the knowledge base yet. */
export interface FoundContact {
  kind: string
  kindTitle: Bilingual
  value: string
  raw: string
  sentence: string
  heading: string | null
  audience: Audience
  hours: string | null
  says: 'works' | 'discontinued' | 'absent'
}

/** An entry for a file, all but its slug. */
export interface DraftEntry {
  kind: string
  value: string
  label: Bilingual
  audience: Audience
  purpose: string
  hours: string | null
  documented: Documented
  claims: Pick<Claim, 'source' | 'says' | 'detail'>[]
}

const purposes: Record<Audience, string> = {
  seller: 'seller-support',
  buyer: 'buyer-support',
  anyone: 'support',
}
const whom: Record<Audience, string> = { seller: ' for sellers', buyer: ' for buyers', anyone: '' }
const longestSubject = 70

/** Makes an entry of what one or more sentences of one article say of a value; the first one names it. */
export function draftEntry(found: readonly [FoundContact, ...FoundContact[]], source: string): DraftEntry {
  const [first] = found
  const { kind, kindTitle, value, audience } = first
  const subject = subjectOf(first)
  const says = found.some((one) => one.says !== 'works') ? found.find((one) => one.says !== 'works') : first
  const hours = found.find((one) => one.hours !== null)?.hours ?? null
  return {
    ...{ kind, value, audience, hours, purpose: purposes[audience] },
    label: {
      ru: subject ? `${kindTitle.ru}: ${subject}` : kindTitle.ru,
      en: `${kindTitle.en}${whom[audience]}: ${oneLine(first.raw).slice(0, 200)}`,
    },
    documented: says?.says === 'works' ? 'live' : 'retired',
    claims: [
      { source, says: says?.says ?? 'works', detail: null },
      ...(hours === null ? [] : [{ source, says: 'hours' as const, detail: hours }]),
    ],
  }
}

/** A slug for it: its kind, and what tells it from others of that kind. */
export function slugOfEntry({ kind, value }: Pick<DraftEntry, 'kind' | 'value'>): string {
  const telling = value.replace(/^[a-z]+:(?:\/\/)?(?:www\.)?/i, '').replace(/[?#].*$/s, '')
  return [slugOf(kind), slugOf(telling)].filter(Boolean).join('-')
}

/** What a sentence says before it gives the value; else the heading above it. */
function subjectOf({ sentence, raw, heading }: FoundContact): string {
  const at = sentence.indexOf(oneLine(raw))
  const before = oneLine(at < 0 ? sentence : sentence.slice(0, at)).replace(/[^\p{L}\p{N})»]+$/u, '')
  const subject = /\p{L}{3}/u.test(before) ? before : oneLine(heading?.split(' › ').at(-1) ?? '')
  if (subject.length <= longestSubject) return subject
  return `${subject
    .slice(0, longestSubject)
    .replace(/\s+\S*$/, '')
    .replace(/\p{Surrogate}/gu, '')}…`
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/** An entry as lines of a block mapping; `indent` is that of its slug. */
export function writeEntry(slug: string, entry: DraftEntry, indent: string): string {
  const { kind, value, label, audience, purpose, hours, documented, claims } = entry
  const written = claims.map(({ source, says, detail }) => {
    const more = detail === null ? '' : `, detail: ${writeScalar(detail)}`
    return `${indent}${indent}${indent}- { source: ${source}, says: ${says}${more} }`
  })
  return [
    `${indent}${slug}:`,
    ...[
      `kind: ${writeScalar(kind)}`,
      `value: ${writeScalar(value)}`,
      `label: { ru: ${writeScalar(label.ru)}, en: ${writeScalar(label.en)} }`,
      `audience: ${audience}`,
      `purpose: ${purpose}`,
      ...(hours === null ? [] : [`hours: ${writeScalar(hours)}`]),
      ...(documented === 'live' ? [] : [`documented: ${documented}`]),
      'claims:',
    ].map((line) => indent + indent + line),
    ...written,
  ].join('\n')
}

/** A source of claims for a file. */
export interface DraftSource {
  title: string
  url: string | null
  publisher: string
  asOf: string | null
}

/** A source as lines of a block mapping. */
export function writeSource(
  id: string,
  { title, url, publisher, asOf }: DraftSource,
  indent: string,
): string {
  return [
    `${indent}${id}:`,
    ...[
      `title: ${writeScalar(oneLine(title))}`,
      ...(url === null ? [] : [`url: ${writeScalar(url)}`]),
      `publisher: ${writeScalar(oneLine(publisher))}`,
      ...(asOf === null ? [] : [`asOf: ${asOf}`]),
    ].map((line) => indent + indent + line),
  ].join('\n')
}
