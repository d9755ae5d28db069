import type { Documented } from './contact.ts'
import type { Status } from './standing.ts'

/** How a passage of an article stands beside what is held of the contact that it gives. */
export type PassageState =
  /** Says what is so. */
  | 'sound'
  /** Gives a contact that does not work, or is another one by now. */
  | 'stale-broken'
  /** Gives as working what was discontinued. */
  | 'stale-retired'
  /** Gives a contact that only content farms print. */
  | 'stale-phantom'
  /** Says that it is no more, and it answers. */
  | 'stale-alive'
  /** Sources contradict each other. */
  | 'disputed'
  /** Not known yet: waits for checks or for a person. */
  | 'unsure'
  /** Nobody watches the contact. */
  | 'unwatched'

/** What a sentence says of the contact that it gives; null: nothing, which counts as giving it for use. */
export type PassageSays = 'works' | 'discontinued' | 'absent' | null

/** What is held of the contact of a passage. */
export interface HeldOfPassage {
  status: Status
  documented: Documented
  disputed: boolean
}

/** Compares a sentence of an article with the standing of its contact. */
export function judgePassage(says: PassageSays, held: HeldOfPassage | null): PassageState {
  if (held === null) return 'unwatched'
  const isAgainst = says === 'discontinued' || says === 'absent'
  if (held.documented === 'phantom') return isAgainst ? 'sound' : 'stale-phantom'
  if (isAgainst) return judgeFarewell(held)
  switch (held.status) {
    case 'broken':
    case 'changed':
      return 'stale-broken'
    case 'retired':
      return 'stale-retired'
    case 'fresh':
      return held.disputed ? 'disputed' : 'sound'
    case 'down':
    case 'suspect':
    case 'unverifiable':
    case 'unchecked':
      return held.disputed ? 'disputed' : 'unsure'
  }
}

function judgeFarewell({ status, disputed }: HeldOfPassage): PassageState {
  switch (status) {
    case 'fresh':
      return 'stale-alive'
    case 'broken':
    case 'retired':
      return 'sound'
    case 'changed':
    case 'down':
    case 'suspect':
    case 'unverifiable':
    case 'unchecked':
      return disputed ? 'disputed' : 'unsure'
  }
}

/** Must an editor change the sentence? */
export function isStale(state: PassageState): boolean {
  return state.startsWith('stale-')
}

/**
 * A new value in the spelling of the old one: without a scheme where the old one had none, behind the same
 * scheme word (`tel:`, `mailto:`) where it had one that the value itself does not carry.
 */
export function spellLike(written: string, value: string): string {
  if (/^\+\d{8,15}$/.test(value) && !/^tel:/i.test(written)) return spellPhone(written, value)
  const scheme = /^(?:tel|mailto):/i.exec(written)?.[0]
  if (scheme) return value.includes(':') ? value : scheme + value
  return /^[a-z][a-z0-9+.-]*:/i.test(written) ? value : value.replace(/^https?:\/\/(?:www\.)?/i, '')
}

/** A number as people write it: Russian ones in their groups, `8 (…)` where the old one began so. */
function spellPhone(written: string, value: string): string {
  const groups = /^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/.exec(value)
  if (!groups) return value
  const [, code = '', first = '', second = '', third = ''] = groups
  const begin = /^\s*8/.test(written) ? '8' : '+7'
  const area = written.includes('(') ? `(${code})` : code
  const gap = written.includes('(') || !/\d-\d{3}-\d{3}/.test(written) ? ' ' : '-'
  return `${begin}${gap}${area}${gap}${first}-${second}-${third}`
}
