import { createTransport } from 'nodemailer'
import type { Channel, Delivery } from './alert.ts'
import { isMailAddress, readSender, toMail } from './mail.ts'
import { oneLine } from './one-line.ts'
import { outcomeOf } from './smtp-outcome.ts'

/** Limits of one delivery, milliseconds. `messageMs` bounds it as a whole, also against a server that drips. */
export interface EmailLimits {
  connectMs: number
  greetingMs: number
  silenceMs: number
  messageMs: number
}

export interface EmailOptions {
  /** `smtp://` or `smtps://` with user and password if any; nodemailer's options may follow as a query. */
  smtpUrl: string
  /** `Name <address>` */
  from: string
  limits?: Partial<EmailLimits>
}

const usualLimits: EmailLimits = {
  connectMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 30_000,
  messageMs: 55_000,
}

/** How many mails a channel sends at once: as many as it has connections. */
export const emailConnections = 2

/**
 * Mail by SMTP. One attempt is one attempt: nothing is sent again inside it, that is for the outbox to decide.
 * @throws Error when `from` is no address.
 */
export function openEmailChannel({ smtpUrl, from, limits }: EmailOptions): Channel {
  const { connectMs, greetingMs, silenceMs, messageMs } = { ...usualLimits, ...limits }
  const sender = readSender(from)
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: emailConnections,
    maxRequeues: 0,
    // Shorter than servers' patience, so that no message meets a connection that is being closed.
    idleTimeout: 5_000,
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // Message-IDs whose last byte was read by the connection.
  const handedOver = new Set<unknown>()
  transport.use('stream', (mail, done) => {
    const { message, data } = mail
    const open = message.createReadStream.bind(message)
    message.createReadStream = (options) => open(options).once('end', () => handedOver.add(data.messageId))
    done()
  })
  return {
    name: 'email',
    async deliver(message): Promise<Delivery> {
      if (!isMailAddress(message.to)) return { outcome: 'permanent', answer: 'not a mail address' }
      const mail = toMail(message, sender)
      try {
        const sent = await transport.sendMail({ ...mail, signal: AbortSignal.timeout(messageMs) })
        return { outcome: 'delivered', answer: oneLine(sent.response ?? '', 500) }
      } catch (error) {
        return outcomeOf(error, handedOver.has(mail.messageId))
      } finally {
        handedOver.delete(mail.messageId)
      }
    },
    async close() {
      transport.close({ force: true })
    },
  }
}
