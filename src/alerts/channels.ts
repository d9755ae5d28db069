import type { Channel } from './alert.ts'
import { openEmailChannel } from './email.ts'
import { openEmlChannel } from './eml-files.ts'
import type { Post } from './post.ts'
import { openTelegramChannel } from './telegram-bot.ts'
import { openWebhookChannel } from './webhook.ts'

export interface ChannelOptions {
  /** Null: mails are written as files to `mailDir`. */
  smtpUrl: string | null
  mailFrom: string
  mailDir: string
  /** Requests behind the address gate; absent: no webhooks and no bot. */
  post?: Post
  telegram?: { token: string; baseUrl: string } | null
  now?: () => Date
}

/** The ways to reach recipients, by the name that a recipient's row bears. A new one is a line here. */
export function openChannels(options: ChannelOptions): ReadonlyMap<string, Channel> {
  const { smtpUrl, mailFrom, mailDir, post, telegram, now = () => new Date() } = options
  const channels = [
    smtpUrl === null
      ? openEmlChannel({ dir: mailDir, from: mailFrom })
      : openEmailChannel({ smtpUrl, from: mailFrom }),
    ...(post ? [openWebhookChannel({ post, now })] : []),
    ...(post && telegram ? [openTelegramChannel({ post, ...telegram })] : []),
  ]
  return new Map(channels.map((channel) => [channel.name, channel]))
}
