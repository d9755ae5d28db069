import type { Delivery } from './alert.ts'
import { oneLine } from './one-line.ts'

/** Replies that are about us, not about the recipient (RFC 4954 section 6, RFC 3207). */
const ourFault = new Set([530, 534, 535, 538, 454])
/** Stages at which a reply, or its absence, is about this recipient or this message. */
const ofTheMessage = ['RCPT TO', 'DATA']

/** What fails without a reply before a recipient was named, in nodemailer's codes and words. */
const beforeMessage =
  /^(EDNS|ETLS|EAUTH|ECONNREFUSED)\b|connect E|getaddrinfo|greeting|certificate|\bssl\b|\btls\b|connection timeout/i

/**
 * How an attempt ended, by the server's reply and its stage. To the recipient or the message a 5xx is final and
 * a 4xx asks to wait; to the greeting, STARTTLS, the sign-in or the sender any refusal is a fault of the channel
 * that somebody will mend. No reply after the whole message proves nothing: it may be stored (RFC 1047).
 * @param handedOver the server was given the message to its last byte.
 */
export function outcomeOf(error: unknown, handedOver: boolean): Delivery {
  const { responseCode, command, code, message, response } = fieldsOf(error)
  const answer = oneLine(response || message || 'no answer', 500)
  const isOfMessage = ofTheMessage.includes(command)
  if (responseCode !== null) {
    if (!isOfMessage || ourFault.has(responseCode)) return { outcome: 'channel-fault', answer }
    const isFinal = responseCode >= 500 && responseCode < 600
    return isFinal ? { outcome: 'permanent', answer } : { outcome: 'temporary', answer, silent: false }
  }
  if (handedOver) return { outcome: 'maybe-sent', answer }
  // Neither our own limit nor a cut connection says at which stage it struck: it may be about this recipient.
  if (isOfMessage || !beforeMessage.test(`${code} ${message}`))
    return { outcome: 'temporary', answer, silent: true }
  return { outcome: 'channel-fault', answer }
}

function fieldsOf(error: unknown) {
  const given: Record<string, unknown> = error instanceof Error ? { ...error, message: error.message } : {}
  const text = (key: string) => (typeof given[key] === 'string' ? given[key] : '')
  return {
    responseCode: typeof given.responseCode === 'number' ? given.responseCode : null,
    command: text('command'),
    code: text('code'),
    message: text('message'),
    response: text('response'),
  }
}
