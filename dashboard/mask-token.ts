import { randomBytes } from 'node:crypto'

/**
 * A session's form token, written anew for each page. Pages are compressed and repeat what an address asked for, so
 * a token that stood in all of them could be guessed letter by letter from their lengths (BREACH, 2013).
 * @returns a one-time pad and the token under it, in one word.
 */
export function maskToken(token: string): string {
  const bytes = Buffer.from(token)
  const pad = randomBytes(bytes.length)
  return `~${Buffer.concat([pad, xor(bytes, pad)]).toString('base64url')}`
}

/** The token that `maskToken` wrote; anything else is given back as it came. */
export function unmaskToken(masked: string): string {
  if (!masked.startsWith('~')) return masked
  const bytes = Buffer.from(masked.slice(1), 'base64url')
  const half = bytes.length / 2
  return xor(bytes.subarray(half), bytes.subarray(0, half)).toString()
}

function xor(bytes: Uint8Array, pad: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, place) => byte ^ (pad[place] ?? 0)))
}
