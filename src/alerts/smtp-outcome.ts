import type { Delivery } from './alert.ts'
import { oneLine } from './one-line.ts'

/** Replies that are about us, not about the recipient (RFC 4954 section 6, RFC 3207). */
const ourFault = new Set([530, 534, 535, 538, 454])

/**
 * How an attempt ended, by the server's reply. A server's 5xx to the recipient or to the message is final; one
 * to the greeting, the sign-in, STARTTLS or the sender is a fault of our settings that somebody will mend. No
 * reply is no proof of anything: also when the message was stored and only the answer was lost (RFC 1047).
 */
export function outcomeOf(error: unknown): Delivery {
  const { responseCode, command, message, response } = fieldsOf(error)
  const answer = oneLine(response || message || 'no answer', 500)
  const isFinal = responseCode !== null && responseCode >= 500 && responseCode < 600
  const atRecipient = command === 'RCPT TO' || command === 'DATA'
  if (isFinal && atRecipient && !ourFault.has(responseCode)) return { outcome: 'permanent', answer }
  return { outcome: 'temporary', answer }
}

function fieldsOf(error: unknown) {
  const given: Record<string, unknown> = error instanceof Error ? { ...error, message: error.message } : {}
  const text = (key: string) => (typeof given[key] === 'string' ? given[key] : '')
  return {
    responseCode: typeof given.responseCode === 'number' ? given.responseCode : null,
    command: text('command'),
    message: text('message'),
    response: text('response'),
  }
}
