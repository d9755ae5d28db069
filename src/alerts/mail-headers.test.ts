import { afterEach, describe, expect, it } from 'vitest'
import { alertedContact, alertOf, reasonText } from '../../test/support/alert-fixtures.ts'
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts'
import type { Channel } from './alert.ts'
import { openEmailChannel } from './email.ts'
import { renderAlert } from './render.ts'

const from = 'На связи <watch@monitor.example>'
const message = renderAlert(alertOf([alertedContact()]), {
  language: 'ru',
  to: 'editor@desk.example',
  messageId: 'incident-42.resolved.7',
  thread: ['incident-42.opened.7'],
  reasonText,
})

const toClose: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const open of toClose.splice(0).reverse()) await open.close()
})

async function withServer(): Promise<{ server: MailServer; channel: Channel }> {
  const server = await startMailServer()
  toClose.push(server)
  return { server, channel: channelTo(server.url) }
}

function channelTo(smtpUrl: string): Channel {
  const channel = openEmailChannel({ smtpUrl, from })
  toClose.push(channel)
  return channel
}

describe('what a mail says beside its text', () => {
  const unsubscribeUrl = `https://monitor.example/unsubscribe/u.7.${'x'.repeat(43)}`

  it('is how to stop it: one header with both ways, and by one click', async () => {
    const { server, channel } = await withServer()
    await channel.deliver({ ...message, unsubscribeUrl })
    const head = (server.mails[0]?.raw.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ')
    expect(head.match(/^List-Unsubscribe: .*$/gim)).toEqual([
      `List-Unsubscribe: <${unsubscribeUrl}>, <mailto:watch@monitor.example?subject=unsubscribe>`,
    ])
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    expect(head).toMatch(/^List-ID: .*<opened\.alerts\.monitor\.example>$/im)
  })

  it('is nothing of that where there is no such page', async () => {
    const { server, channel } = await withServer()
    await channel.deliver(message)
    expect(server.mails[0]?.raw).not.toMatch(/^List-Unsubscribe/m)
  })

  it('is the whole thread, root first, and which one it answers', async () => {
    const { server, channel } = await withServer()
    await channel.deliver({ ...message, thread: ['incident-42.opened.7', 'incident-42.escalated.7'] })
    expect(server.mails[0]?.parsed).toMatchObject({
      references: ['<incident-42.opened.7@monitor.example>', '<incident-42.escalated.7@monitor.example>'],
      inReplyTo: '<incident-42.escalated.7@monitor.example>',
    })
  })
})
