import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A new signing secret: 256 random bits (the specification asks for 192 to 512). */
export function newWebhookSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`
}

/** Whether a text is a secret of Standard Webhooks 1.0.0: base64 of 24 to 64 bytes behind `whsec_`. */
export function isWebhookSecret(text: string): boolean {
  const bytes = Buffer.from(text.slice(prefix.length), 'base64')
  return text.startsWith(prefix) && bytes.length >= 24 && bytes.length <= 64
}

/**
 * Headers of a signed delivery by Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, one signature
 * a secret, so that a receiver who knows the old or the new one can verify.
 * @param id the same on every attempt: receivers tell repeats by it.
 */
export function signWebhook(
  { id, at, body }: { id: string; at: Date; body: string },
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
