import { createHash, randomBytes } from 'node:crypto'

/** A new secret: 256 random bits as text, with a prefix that names its use. */
export function newSecret(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`
}

/** What is stored instead of a secret: enough entropy went in for a plain hash to do. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
