import type { Fact } from '../../domain/observation.ts'
import type { TelegramEvidence } from './evidence.ts'

/**
 * What a reader is shown. `silent` is there only when the newest post is older than the contact's promise: its
 * presence is the flag.
 */
export function factsOf(evidence: TelegramEvidence): Fact[] {
  const { subscribers, members, monthlyUsers, card, kind, lastPostAt, silentDays, documented } = evidence
  const promised = documented.silentAfterDays
  const isSilent = promised !== null && silentDays !== null && silentDays > promised
  const facts: [string, string | number | null | undefined][] = [
    ['subscribers', subscribers],
    ['members', members],
    ['monthlyUsers', monthlyUsers],
    ['title', card?.title],
    ['kind', kind],
    ['lastPostAt', lastPostAt?.slice(0, 10)],
    ['silent', isSilent ? silentDays : null],
    ['notice', evidence.notice],
    ['restrictedHere', evidence.previewRefused],
  ]
  return facts.flatMap(([label, value]) =>
    value === null || value === undefined ? [] : [{ label, value: String(value) }],
  )
}
