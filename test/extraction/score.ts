import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import LinkifyIt from 'linkify-it'
import { extractFindings } from '../../src/kb/extract/extract-article.ts'
import { registry } from '../../src/kinds/index.ts'
import type { Fragment } from './fragments.ts'

/** What was found of a kind: rightly, wrongly, not at all. */
export interface Score {
  right: number
  wrong: string[]
  missed: string[]
}

/** Groups of the table; Telegram apart, all other addresses on the web together. */
export const groups = ['phone', 'web', 'telegram', 'email'] as const
export type Group = (typeof groups)[number]

export function groupOf(contact: string): Group {
  const [kind = ''] = contact.split(' ', 1)
  return groups.find((group) => group === kind) ?? 'web'
}

/** What the product finds. */
export function ours({ source, format }: Fragment): string[] {
  return extractFindings(source, { format, registry, organisations: [] })
    .filter(({ value, kind }) => value !== null && kind !== 'address')
    .map(({ kind, value }) => `${kind} ${value}`)
}

const linkify = new LinkifyIt()
linkify.set({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: false })
linkify.add('tg:', 'http:')

/** What the two libraries find by themselves, in the source as it is. */
export function theirs({ source }: Fragment): string[] {
  const links = (linkify.match(source) ?? []).flatMap(({ url }) => {
    const found = registry.recogniseTarget(url)
    return [found ? `${found.kind.name} ${found.value}` : `page ${url}`]
  })
  const phones = findPhoneNumbersInText(source, 'RU').map(
    ({ number }) => `phone ${number.number}${number.ext ? `;ext=${number.ext}` : ''}`,
  )
  return [...links, ...phones]
}

/** Compares by contact, each once a fragment. */
export function scoreOf(
  fragments: readonly Fragment[],
  find: (fragment: Fragment) => string[],
): Record<Group, Score> {
  const scores = Object.fromEntries(
    groups.map((group) => [group, { right: 0, wrong: [], missed: [] }]),
  ) as unknown as Record<Group, Score>
  for (const fragment of fragments) {
    const found = new Set(find(fragment))
    for (const contact of found) {
      if (fragment.expect.includes(contact)) scores[groupOf(contact)].right += 1
      else scores[groupOf(contact)].wrong.push(`${fragment.name}: ${contact}`)
    }
    for (const contact of fragment.expect)
      if (!found.has(contact)) scores[groupOf(contact)].missed.push(`${fragment.name}: ${contact}`)
  }
  return scores
}

export const precisionOf = ({ right, wrong }: Score) =>
  right + wrong.length === 0 ? 1 : right / (right + wrong.length)
export const recallOf = ({ right, missed }: Score) =>
  right + missed.length === 0 ? 1 : right / (right + missed.length)
