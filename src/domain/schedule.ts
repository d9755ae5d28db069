/** A stable number in [0, 1) from a text: spreads contacts over their interval (32-bit FNV-1a). */
export function phaseOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0) / 2 ** 32
}

/**
 * A number in [-1, 1) that differs from check to check but not from run to run: the same job run
 * twice plans the same next check.
 */
export function jitterOf(contactId: string, at: Date): number {
  return phaseOf(`${contactId}@${at.getTime()}`) * 2 - 1
}
