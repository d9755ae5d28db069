/**
 * A stable number in [0, 1) from a text: spreads contacts over their interval. 32-bit FNV-1a, then the
 * finaliser of MurmurHash3, without which texts that differ in a digit fall close together.
 */
export function phaseOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/**
 * A number in [-1, 1) that differs from check to check but not from run to run: the same job run
 * twice plans the same next check.
 */
export function jitterOf(contactId: string, at: Date): number {
  return phaseOf(`${contactId}@${at.getTime()}`) * 2 - 1
}
