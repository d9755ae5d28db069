/** One day's outcome of a contact: alive, failed, or met a wall. */
export type Outcome = '1' | '0' | 'b'

/** Adds an outcome to the last 30. */
export function remember(recent: string, outcome: Outcome): string {
  return (recent + outcome).slice(-30)
}

/**
 * Over `share` of the last outcomes failed, shrunk towards 1.5 % with the weight of 20 so that a young contact
 * is not noisy by chance. Walls count only where `walls` are asked for: they say nothing of a 404. Doubling
 * patience for noisy ones halves the false alarms (GSA trace).
 */
export function isNoisy(recent: string, walls: boolean, share: number): boolean {
  const failed = recent.split('').filter((one) => one === '0' || (walls && one === 'b')).length
  return (failed + 0.015 * 20) / (recent.length + 20) > share
}
