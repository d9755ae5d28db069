import type { Pipeline } from '../src/pipeline/context.ts'
import { type ContactDetail, readContact } from '../src/store/contacts.ts'
import { findByValue } from '../src/store/lookup.ts'
import { type Advice, adviseOn } from './advise.ts'

/** What is known of a value that somebody publishes. */
export interface LookedUp {
  contact: ContactDetail
  advice: Advice
  /** The contact to publish instead. */
  successor: ContactDetail | null
}

/** Successors of successors are followed this far; more is a circle or a mistake. */
const maxSteps = 5
const worstFirst: readonly Advice[] = ['hide', 'replace', 'warn', 'show']

/**
 * Finds the contact that states a value in any usual spelling. Where several do, the best of them speaks: a
 * value that one documented contact still vouches for is not hidden because of another. Null: nobody states it.
 */
export async function lookUp(pipeline: Pipeline, written: string): Promise<LookedUp | null> {
  const { db, kinds, now, timeScale } = pipeline
  const asOf = { now: now(), timeScale }
  const text = written.replaceAll('\0', '').trim()
  const parsed = kinds.kinds.map((kind) => kind.parse(text))
  const values = new Set([text, ...parsed.flatMap((one) => (one.ok ? [one.value] : []))])
  const found = await findByValue(db, [...values], asOf)
  const advised = await Promise.all(found.map((contact) => advise(pipeline, contact, values, asOf)))
  const best = advised.sort((a, b) => worstFirst.indexOf(b.advice) - worstFirst.indexOf(a.advice))[0]
  return best ?? null
}

async function advise(
  { db }: Pipeline,
  contact: ContactDetail,
  asked: ReadonlySet<string>,
  asOf: { now: Date; timeScale: number },
): Promise<LookedUp> {
  // The value was edited since the site printed it: the contact is its own successor.
  if (contact.value !== null && !asked.has(contact.value))
    return { contact, advice: 'replace', successor: contact }
  let successor: ContactDetail | null = null
  for (let id = contact.successor, steps = 0; id !== null && steps < maxSteps; steps++) {
    successor = await readContact(db, id, asOf)
    id = successor?.documented === 'retired' ? successor.successor : null
  }
  const advice = adviseOn(contact, successor?.value != null)
  return { contact, advice, successor: advice === 'replace' ? successor : null }
}
