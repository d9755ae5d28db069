import { isWebhookUrl } from './addresses.ts'
import type { Channel, Delivery } from './alert.ts'
import { plainName } from './mail.ts'
import { oneLine } from './one-line.ts'
import type { Post } from './post.ts'
import { signWebhook } from './standard-webhook.ts'

/**
 * Signed JSON to somebody's program (Standard Webhooks 1.0.0). What it answers is kept as a number only: a body
 * shown in the dashboard would make the webhook a way to read what our network can reach.
 */
export function openWebhookChannel({ post, now }: { post: Post; now: () => Date }): Channel {
  return {
    name: 'webhook',
    async deliver({ to, messageId, event }, secrets = []): Promise<Delivery> {
      if (!isWebhookUrl(to)) return { outcome: 'permanent', answer: 'not the address of a webhook' }
      if (secrets.length === 0)
        return { outcome: 'permanent', answer: 'the webhook has no secret to sign with' }
      const at = now()
      const id = `msg_${plainName(messageId)}`
      // The moment is of this attempt: receivers refuse old ones, which stops replays.
      const body = JSON.stringify({ type: event.type, timestamp: at.toISOString(), data: event.data })
      const headers = { 'content-type': 'application/json', ...signWebhook({ id, at, body }, secrets) }
      return outcomeOfPost(await post(to, { headers, body }))
    },
    async close() {},
  }
}

/** 2xx is taken; 410 says never again; 4xx but for time-outs and limits will not get better by repeating. */
export function outcomeOfPost(posted: Awaited<ReturnType<Post>>): Delivery {
  if (!posted.ok) {
    const answer = oneLine(posted.message, 300)
    return posted.handedOver
      ? { outcome: 'maybe-sent', answer }
      : { outcome: 'temporary', answer, silent: false }
  }
  const answer = `HTTP ${posted.status}`
  if (posted.status >= 200 && posted.status < 300) return { outcome: 'delivered', answer }
  const isPassing = [408, 409, 425, 429].includes(posted.status) || posted.status >= 500
  return isPassing || posted.status < 400
    ? { outcome: 'temporary', answer, silent: false }
    : { outcome: 'permanent', answer }
}
