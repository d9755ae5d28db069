import type { Fact } from '../../domain/observation.ts'
import type { TelegramEvidence } from './evidence.ts'

/** Is the newest post older than the contact's promise? */
export function isSilent({ silentDays, documented }: TelegramEvidence): boolean {
  const promised = documented.silentAfterDays
  return promised !== null && silentDays !== null && silentDays > promised
}

/**
 * What a reader is shown. `silent` is there only when the newest post is older than the contact's promise: its
 * presence is the flag.
 */
export function factsOf(evidence: TelegramEvidence): Fact[] {
  const { subscribers, members, monthlyUsers, card, kind, lastPostAt, silentDays } = evidence
  const facts: [string, string | number | null | undefined][] = [
    ['subscribers', subscribers],
    ['members', members],
    ['monthlyUsers', monthlyUsers],
    ['title', card?.title],
    ['kind', kind],
    ['lastPostAt', lastPostAt?.slice(0, 10)],
    ['silent', isSilent(evidence) ? silentDays : null],
    ['notice', evidence.notice],
    ['restrictedHere', evidence.previewRefused],
  ]
  return facts.flatMap(([label, value]) =>
    value === null || value === undefined ? [] : [{ label, value: String(value) }],
  )
}
