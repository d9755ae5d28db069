import type { Channel } from './alert.ts'
import { openEmailChannel } from './email.ts'
import { openEmlChannel } from './eml-files.ts'

export interface ChannelOptions {
  /** Null: mails are written as files to `mailDir`. */
  smtpUrl: string | null
  mailFrom: string
  mailDir: string
}

/** The ways to reach recipients, by the name that a recipient's row bears. A new one is a line here. */
export function openChannels({ smtpUrl, mailFrom, mailDir }: ChannelOptions): ReadonlyMap<string, Channel> {
  return new Map<string, Channel>([
    [
      'email',
      smtpUrl === null
        ? openEmlChannel({ dir: mailDir, from: mailFrom })
        : openEmailChannel({ smtpUrl, from: mailFrom }),
    ],
  ])
}
