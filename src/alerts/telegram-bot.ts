import { isChat } from './addresses.ts'
import type { Channel, Delivery } from './alert.ts'
import { clip } from './one-line.ts'
import type { Post } from './post.ts'
import { outcomeOfPost } from './webhook.ts'

/** Longest message of the Bot API, UTF-16 units. */
const textMax = 4096

export interface TelegramOptions {
  post: Post
  /** Secret: it stands in the path of each request, so no address of ours is ever told. */
  token: string
  /** `https://api.telegram.org`, or a Bot API server of one's own. */
  baseUrl: string
}

/** Messages by a Telegram bot; the address is a chat's number or a channel's `@name`. */
export function openTelegramChannel({ post, token, baseUrl }: TelegramOptions): Channel {
  return {
    name: 'telegram-bot',
    async deliver({ to, brief }): Promise<Delivery> {
      if (!isChat(to)) return { outcome: 'permanent', answer: 'not the number of a chat or a @name' }
      const body = JSON.stringify({
        chat_id: to,
        text: clip(brief, textMax),
        // Plain text: nothing in a page's title can become markup, and no preview opens the link.
        link_preview_options: { is_disabled: true },
      })
      const headers = { 'content-type': 'application/json' }
      const posted = await post(`${baseUrl}/bot${token}/sendMessage`, { headers, body })
      // The token is wrong or revoked: nobody can be reached.
      if (posted.ok && (posted.status === 401 || posted.status === 404)) {
        return { outcome: 'channel-fault', answer: `HTTP ${posted.status}: the bot's token is refused` }
      }
      return outcomeOfPost(posted)
    },
    async close() {},
  }
}
