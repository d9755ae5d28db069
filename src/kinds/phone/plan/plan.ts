/** Ranges of one area code: numbers without the code, sorted by `from`; `owner` indexes `Plan.owners`. */
export interface CodeRanges {
  from: Uint32Array
  to: Uint32Array
  /** Largest `to` up to here: two editions of a file overlap. */
  reach: Uint32Array
  owner: Uint32Array
}

/** Who a range was allocated to, in the words of the register. */
export interface RangeOwner {
  operator: string
  region: string
}

/** The Russian numbering plan, read from the register's files (`importPlan`). */
export interface Plan {
  codes: ReadonlyMap<string, CodeRanges>
  owners: readonly RangeOwner[]
  /** Rows that were read and rows that could not be. */
  rows: number
  badRows: number
}

/** What a plan says of a number. `unknown`: not a Russian number, or the plan does not cover its code. */
export type NumberRange =
  | ({ state: 'allocated' } & RangeOwner)
  | { state: 'unassigned' }
  | { state: 'unknown' }

/**
 * The range of a number. `unassigned` only where the plan has ranges of its area code and none holds it: a file
 * that is missing must not look like a number that nobody has.
 * @param e164 in our notation; an extension does not matter
 */
export function rangeOf(e164: string, plan: Plan): NumberRange {
  const [, code = '', rest = ''] = /^\+7(\d{3})(\d{7})(?:;|$)/.exec(e164) ?? []
  const ranges = plan.codes.get(code)
  if (!ranges) return { state: 'unknown' }
  const number = Number(rest)
  let index = lastNotAbove(ranges.from, number)
  while (index >= 0 && number <= (ranges.reach[index] ?? -1)) {
    const owner = plan.owners[ranges.owner[index] ?? -1]
    if (number <= (ranges.to[index] ?? -1) && owner) return { state: 'allocated', ...owner }
    index -= 1
  }
  return { state: 'unassigned' }
}

function lastNotAbove(sorted: Uint32Array, wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) <= wanted) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Whether a value is a plan: it reaches the checker through a field that knows no kind. */
export function isPlan(value: unknown): value is Plan {
  return typeof value === 'object' && value !== null && 'codes' in value && value.codes instanceof Map
}
