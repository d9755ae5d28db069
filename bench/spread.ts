/** What values from several turns came to. */
export interface Spread {
  median: number
  lowest: number
  highest: number
}

/** @throws Error without a value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  if (median === undefined) throw new Error('nothing was measured')
  return { median, lowest: sorted[0] ?? median, highest: sorted.at(-1) ?? median }
}

/** The median, and in brackets from where to where the values lay when there were several. */
export function tellSpread(values: readonly number[], digits: number): string {
  const { median, lowest, highest } = spreadOf(values)
  const range = values.length > 1 ? ` (${lowest.toFixed(digits)}–${highest.toFixed(digits)})` : ''
  return median.toFixed(digits) + range
}
