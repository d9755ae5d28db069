import type { Verdict } from '../domain/verdict.ts'

/** A control as the checker judged it. */
export interface TriedControl {
  value: string
  verdict: Verdict
}

/** Whether a checker can be believed, and why not: one line for the log and for whoever runs the product. */
export type Fitness = { fit: true } | { fit: false; why: string }

/**
 * A checker is fit when it calls a known-alive control alive and the known-dead one gone. Nothing less will
 * do: where both cannot be reached the contacts behind the same host were not seen either, and a layout that
 * makes the dead one `unknown` makes an `unknown` of the living as well.
 * @param alive those that were asked, in order; the first that is alive ends the asking.
 */
export function judgeControls(alive: readonly TriedControl[], dead: TriedControl | null): Fitness {
  if (!alive.some(({ verdict }) => verdict.state === 'alive'))
    return { fit: false, why: `known to be there: ${alive.map(tell).join('; ')}` }
  if (dead === null || dead.verdict.state === 'gone') return { fit: true }
  return { fit: false, why: `known to be nobody's: ${tell(dead)}` }
}

function tell({ value, verdict }: TriedControl): string {
  return `${value} is ${verdict.state}${verdict.reason ? ` (${verdict.reason.code}: ${verdict.reason.message})` : ''}`
}
