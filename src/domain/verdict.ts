import type { FailureClass } from './patience.ts'

/** Stable reason code, `family/name`; the list is part of the public contract. */
export type ReasonCode = `${string}/${string}`

/** Why a verdict is not alive. `message` is English and for the log and the API; pages translate the code. */
export interface Reason {
  code: ReasonCode
  message: string
}

/** What an editor might do; `value` is in the contact's own notation. */
export interface Suggestion {
  action: 'replace' | 'retire'
  value: string
}

/**
 * What one observation means.
 * `gone` needs positive evidence of absence; what we cannot tell is `unknown`.
 */
export type Verdict =
  | { state: 'alive'; reason: null; class: null; suggestion: Suggestion | null; weak: boolean }
  | {
      state: 'changed' | 'gone' | 'unknown'
      reason: Reason
      class: FailureClass
      suggestion: Suggestion | null
    }

export type VerdictState = Verdict['state']

/**
 * It is there, as documented.
 * @param weak all that could be asked still stands, which proves less than the contact itself would: the mail
 * server of an address, say. Enough to stay fresh, not enough to call a discontinued contact back.
 */
export function alive(suggestion: Suggestion | null = null, weak = false): Verdict {
  return { state: 'alive', reason: null, class: null, suggestion, weak }
}

/** Anything but alive: the type makes a reason and a class of failure obligatory. */
export function not(
  state: 'changed' | 'gone' | 'unknown',
  failureClass: FailureClass,
  code: ReasonCode,
  message: string,
  suggestion: Suggestion | null = null,
): Verdict {
  return { state, reason: { code, message }, class: failureClass, suggestion }
}
