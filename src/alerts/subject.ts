import type { ReasonText } from '../kinds/kind.ts'
import type { Alert, AlertedContact } from './alert.ts'
import type { Language } from './moments.ts'
import { clip, oneLine } from './one-line.ts'
import { type State, words } from './words.ts'
import { frameWords } from './words-frame.ts'

/** Longest subject, in UTF-16 units; the bracket with the state may take up to 20 of them. */
const subjectMax = 200
const bracketMax = 20

/**
 * `[Broken] Ozon · Hotline: Not printed on the page`. Within an incident only the bracket changes, because some
 * mail programs thread by subject; so the value, which is what an editor mends, is not in it.
 */
export function writeSubject(
  alert: Alert,
  state: State,
  language: Language,
  reasonText: (code: string) => ReasonText | undefined,
): string {
  const text = words[language]
  const covered = alert.contacts.slice(0, Math.max(1, alert.subjectCovers ?? alert.contacts.length))
  const [first] = covered
  const what =
    first && covered.length === 1 ? labelOf(first, language) : text.several(covered.length, hostOf(alert))
  const reason = first?.code ? clauseOf(reasonText(first.code)?.means[language] ?? '') : ''
  const object = `${marketplacesOf(covered, language)} · ${what}${reason ? `: ${reason}` : ''}`
  return bracketed(bracketOf(alert, state, language), object)
}

/** The word in the bracket: all that changes in a subject while an incident lasts. */
export function bracketOf(alert: Alert, state: State, language: Language): string {
  if (alert.escalatedAfterMs !== undefined) return frameWords[language].brackets.escalated
  return words[language].states[state]
}

/** `[Bracket] object`, within the longest subject. */
export function bracketed(bracket: string, object: string): string {
  return `[${bracket}] ${clip(oneLine(object, subjectMax), subjectMax - bracketMax)}`
}

/** The contact's name as a line of ours. */
export function labelOf({ label, id }: AlertedContact, language: Language): string {
  return oneLine(label[language], 80) || oneLine(label.ru, 80) || oneLine(id, 80)
}

/** Names of the marketplaces concerned, each once. */
export function marketplacesOf(contacts: readonly AlertedContact[], language: Language): string {
  const names = [...new Set(contacts.map(({ marketplace }) => oneLine(marketplace[language], 40)))]
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} +${names.length - 3}` : names.join(', ')
}

export function hostOf({ host }: Alert): string | null {
  return host ? oneLine(host, 60) : null
}

/** The first clause of a sentence: enough for a watch or a list of attempts. */
export function clauseOf(sentence: string): string {
  const [clause = ''] = oneLine(sentence, 500).split(/[.:;!?](?:\s|$)| — /)
  return clip(clause.trim(), 70)
}
