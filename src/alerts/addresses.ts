import { isMailAddress } from './mail.ts'

const chat = /^(-?\d{1,20}|@[A-Za-z]\w{4,31})$/

/** A chat's number, or the `@name` of a public channel. */
export function isChat(address: string): boolean {
  return chat.test(address)
}

/** An address that a webhook may have; whether it may be reached is asked at each delivery. */
export function isWebhookUrl(address: string): boolean {
  if (address.length > 2_000 || !URL.canParse(address)) return false
  const { protocol, username, password, hash } = new URL(address)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && username === '' && password === '' && hash === ''
}

/** What an address of each channel looks like, by the channel's name. */
export const addressRules: Record<string, (address: string) => boolean> = {
  email: isMailAddress,
  webhook: isWebhookUrl,
  'telegram-bot': isChat,
}
