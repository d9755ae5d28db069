import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link in a mail may do, each behind a button. */
export const mailActions = ['acknowledge', 'recheck', 'works', 'mute'] as const
export type MailAction = (typeof mailActions)[number]

/** What a signed link stands for. A mail is forwarded and kept for years: one deed, one incident, seven days. */
export type MailLink =
  | { deed: 'act'; action: MailAction; incidentId: number; recipientId: number; expiresAt: Date }
  /** Never expires: whoever finds an old mail may stop the next one (RFC 8058 names no end). */
  | { deed: 'unsubscribe'; recipientId: number }

export type ReadLink = { ok: true; link: MailLink } | { ok: false; why: 'forged' | 'expired' }

/** How long the links of a mail work. */
export const actionLinkMs = 7 * 86_400_000

/** Signs a link: a path segment of plain characters. */
export function signLink(key: string, link: MailLink): string {
  const body =
    link.deed === 'act'
      ? `a.${link.action}.${link.incidentId}.${link.recipientId}.${Math.floor(link.expiresAt.getTime() / 1000)}`
      : `u.${link.recipientId}`
  return `${body}.${signatureOf(key, body)}`
}

/** Reads a link that somebody opened; nothing in it is believed before its signature is. */
export function readLink(key: string, token: string, now: Date): ReadLink {
  const cut = token.lastIndexOf('.')
  const body = token.slice(0, Math.max(cut, 0))
  if (token.length > 200 || !equals(token.slice(cut + 1), signatureOf(key, body))) {
    return { ok: false, why: 'forged' }
  }
  const [deed, ...parts] = body.split('.')
  if (deed === 'u') return { ok: true, link: { deed: 'unsubscribe', recipientId: Number(parts[0]) } }
  const [action, incidentId, recipientId, seconds] = parts
  const known = mailActions.find((one) => one === action)
  if (deed !== 'a' || !known) return { ok: false, why: 'forged' }
  const expiresAt = new Date(Number(seconds) * 1000)
  if (!(expiresAt > now)) return { ok: false, why: 'expired' }
  const [incident, recipient] = [Number(incidentId), Number(recipientId)]
  return {
    ok: true,
    link: { deed: 'act', action: known, incidentId: incident, recipientId: recipient, expiresAt },
  }
}

function signatureOf(key: string, body: string): string {
  return createHmac('sha256', key).update(`mail-link:${body}`).digest('base64url')
}

function equals(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
