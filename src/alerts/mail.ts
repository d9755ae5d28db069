import { domainToASCII } from 'node:url'
import type { SendMailOptions } from 'nodemailer'
import type { Message } from './alert.ts'

/** The sender of all mails: a name for the reader, an address, and the domain that Message-IDs bear. */
export interface Sender {
  name: string
  address: string
  domain: string
}

// A plain addr-spec (RFC 5321 section 4.1.2 without quoted local parts and address literals): whatever else
// could be read as a second address, a comment or a header has no place in a list of recipients.
const mailAddress = /^[^\s@<>(),;:"\\[\]\p{Cc}]{1,64}@[^\s@<>(),;:"\\[\]\p{Cc}]{1,253}$/u

/** One mail address and nothing else. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && mailAddress.test(text)
}

/**
 * Reads `Name <address>` or a bare address.
 * @throws Error that says what is wrong with it; it comes from the settings.
 */
export function readSender(from: string): Sender {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>\s*$/.exec(from) ?? []
  const address = (bracketed ?? from).trim()
  const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1))
  if (!isMailAddress(address) || domain === '' || /\p{Cc}/u.test(from)) {
    throw new Error(`MAIL_FROM: "${JSON.stringify(from).slice(1, -1)}" is not a mail address`)
  }
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address, domain }
}

/** The message as nodemailer takes it. The envelope is ours, so nothing in a header can add a recipient. */
export function toMail(message: Message, sender: Sender): SendMailOptions {
  const thread = message.thread.map((local) => messageIdOf(local, sender))
  const { unsubscribeUrl } = message
  return {
    envelope: { from: sender.address, to: [message.to] },
    from: { name: sender.name, address: sender.address },
    to: { name: '', address: message.to },
    subject: message.subject.replace(/\s+/g, ' '),
    text: message.text,
    html: message.html,
    messageId: messageIdOf(message.messageId, sender),
    // Outlook needs both; the newest is what this one answers.
    ...(thread.length > 0 && { inReplyTo: thread.at(-1) ?? '', references: thread }),
    list: {
      id: { url: `${plainName(message.list)}.${sender.domain}`, comment: sender.name },
      // A nested array is one header with both ways (RFC 2369 section 2), which RFC 8058 asks for.
      ...(unsubscribeUrl && {
        unsubscribe: [[unsubscribeUrl, `mailto:${sender.address}?subject=unsubscribe`]],
      }),
    },
    headers: {
      ...message.headers,
      ...(unsubscribeUrl && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      // RFC 3834: no answering machine shall answer this.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Local parts are ours and plain; anything else in them would break the header. */
function messageIdOf(local: string, { domain }: Sender): string {
  return `<${plainName(local)}@${domain}>`
}

/** A name that is safe in a Message-ID and as a file's name. */
export function plainName(text: string): string {
  return text.replace(/[^A-Za-z0-9._+-]/g, '-').replace(/^\.+/, '-')
}
