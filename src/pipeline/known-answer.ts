import { createHash } from 'node:crypto'
import type { OpenCheck } from '../store/checks.ts'

/**
 * How long a reading serves, milliseconds before the time scale: then the page is read again even if it is the
 * same. Checks of alive contacts are kept for three days, and with one of them there has to be evidence.
 */
const readingServesMs = 2 * 24 * 3_600_000

/**
 * By a fingerprint of an answer, whether the last check read that answer and found the contact alive: it was
 * of the same kind, value, settings and version of the rules, and not too long ago. What a person asks for is
 * read, and so is a contact of which nothing is remembered: it was told to be learned anew.
 */
export function knownAnswer(
  check: OpenCheck,
  rules: string,
  now: Date,
  timeScale: number,
): (print: string) => boolean {
  const { answer, memory, askedBy } = check
  if (answer === null || memory === null || askedBy !== null) return () => false
  if (now.getTime() - answer.readAt.getTime() >= readingServesMs / timeScale) return () => false
  return (print) => answer.stamps.includes(stampOf(check, rules, print))
}

/** A fingerprint of all that a check rests on which asks once: the answer, the target, the rules. 22 characters. */
export function stampOf(
  { kind, value, settings }: Pick<OpenCheck, 'kind' | 'value' | 'settings'>,
  rules: string,
  print: string,
): string {
  const all = JSON.stringify([rules, kind, value, settings, print])
  return createHash('sha256').update(all).digest('base64url').slice(0, 22)
}
