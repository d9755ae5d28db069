import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { alertedContact, alertOf, reasonText } from '../../test/support/alert-fixtures.ts'
import { type MailServer, startMailServer, startRawServer } from '../../test/support/mail-server.ts'
import type { Channel, Message } from './alert.ts'
import { type EmailLimits, openEmailChannel } from './email.ts'
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

async function withServer(
  options: { auth?: boolean } = {},
): Promise<{ server: MailServer; channel: Channel }> {
  const server = await startMailServer(options)
  toClose.push(server)
  return { server, channel: channelTo(server.url) }
}

function channelTo(smtpUrl: string, limits: Partial<EmailLimits> = {}): Channel {
  const channel = openEmailChannel({ smtpUrl, from, limits })
  toClose.push(channel)
  return channel
}

describe('a mail that the server takes', () => {
  it('arrives whole, in both parts, in its thread, marked as automatic', async () => {
    const { server, channel } = await withServer()
    expect(await channel.deliver(message)).toMatchObject({
      outcome: 'delivered',
      answer: expect.stringMatching(/^250/),
    })
    const [mail] = server.mails
    expect(server.mails).toHaveLength(1)
    expect(mail).toMatchObject({ from: 'watch@monitor.example', to: ['editor@desk.example'] })
    expect(mail?.parsed).toMatchObject({
      subject: message.subject,
      messageId: '<incident-42.resolved.7@monitor.example>',
      inReplyTo: '<incident-42.opened.7@monitor.example>',
      references: '<incident-42.opened.7@monitor.example>',
    })
    expect(mail?.parsed.from?.text).toBe('"На связи" <watch@monitor.example>')
    expect(mail?.parsed.text?.trim()).toBe(message.text.trim())
    expect(mail?.parsed.html).toBe(message.html)
    expect(Object.fromEntries(mail?.parsed.headers ?? [])).toMatchObject({
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'x-stillthere-incident': '42',
      'x-stillthere-state': 'broken',
    })
    expect(Math.max(...(mail?.raw.split('\r\n').map((line) => line.length) ?? []))).toBeLessThanOrEqual(998)
  })

  it('opens a thread when it is the first of its incident', async () => {
    const { server, channel } = await withServer()
    await channel.deliver({ ...message, messageId: 'incident-42.opened.7', thread: [] })
    expect(server.mails[0]?.parsed.inReplyTo).toBeUndefined()
    expect(server.mails[0]?.parsed.references).toBeUndefined()
  })

  it('is signed in for when the address of the server has a user', async () => {
    const { server, channel } = await withServer({ auth: true })
    expect((await channel.deliver(message)).outcome).toBe('delivered')
    expect(server.mails).toHaveLength(1)
  })

  it('shares two connections with the others', async () => {
    const { server, channel } = await withServer()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => channel.deliver({ ...message, messageId: `m.${n}` })),
    )
    expect(outcomes.every(({ outcome }) => outcome === 'delivered')).toBe(true)
    expect(new Set(server.mails.map(({ parsed }) => parsed.messageId)).size).toBe(20)
    expect(server.sockets.size).toBe(2)
  })
})

describe('a mail that the server refuses', () => {
  it.each([
    ['RCPT', 450, 'temporary'],
    ['RCPT', 451, 'temporary'],
    ['RCPT', 550, 'permanent'],
    ['DATA', 451, 'temporary'],
    ['DATA', 452, 'temporary'],
    ['DATA', 550, 'permanent'],
    ['DATA', 554, 'permanent'],
    ['DATA', 535, 'channel-fault'],
    ['MAIL', 530, 'channel-fault'],
    ['MAIL', 550, 'channel-fault'],
    ['MAIL', 451, 'channel-fault'],
  ] as const)('at %s with %i is a %s failure', async (at, code, outcome) => {
    const { server, channel } = await withServer()
    server.replies.set('*', { at, code })
    expect(await channel.deliver(message)).toMatchObject({ outcome, answer: `${code} refused with ${code}` })
    // The connection is as good as before: the next recipient is served.
    server.replies.clear()
    expect((await channel.deliver(message)).outcome).toBe('delivered')
  })

  it('because we could not sign in is the fault of the channel', async () => {
    const { server, channel } = await withServer({ auth: true })
    server.replies.set('*', { at: 'AUTH', code: 535 })
    expect(await channel.deliver(message)).toMatchObject({
      outcome: 'channel-fault',
      answer: expect.stringMatching(/^535/),
    })
    expect(server.mails).toHaveLength(0)
  })

  it.each(['554 go away', '421 too busy', '550 not you'])(
    'at the greeting (%s) is tried again',
    async (line) => {
      const server = await startRawServer((socket) => socket.end(`${line}\r\n`))
      toClose.push(server)
      const delivery = await channelTo(server.url).deliver(message)
      expect(delivery.outcome).toBe('channel-fault')
      expect(server.sockets.size).toBe(1)
    },
  )
})

describe('a server that does not answer', () => {
  it('is tried again when nobody listens', async () => {
    const server = await startRawServer(() => undefined)
    await server.close()
    expect(await channelTo(server.url).deliver(message)).toMatchObject({
      outcome: 'channel-fault',
      answer: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('is given up after the time for a greeting', async () => {
    const server = await startRawServer(() => undefined)
    toClose.push(server)
    const delivery = await channelTo(server.url, { greetingMs: 60 }).deliver(message)
    expect(delivery).toMatchObject({ outcome: 'channel-fault', answer: expect.stringMatching(/greeting/i) })
    expect(server.sockets.size).toBe(1)
  })

  it('is given up after the time for a message, though it drips and never is silent for long', async () => {
    const server = await startRawServer((socket) => {
      const drip = setInterval(() => socket.write('220-wait\r\n'), 10)
      socket.on('close', () => clearInterval(drip))
    })
    toClose.push(server)
    const channel = channelTo(server.url, { messageMs: 90, greetingMs: 5_000 })
    expect((await channel.deliver(message)).outcome).toBe('temporary')
    // The connection is not left to the server either: its slot is free again.
    for (const socket of server.sockets) if (!socket.destroyed) await once(socket, 'close')
    expect(server.sockets.size).toBe(1)
  })

  it('is a fault of the channel when it speaks no TLS where TLS was asked for', async () => {
    const server = await startMailServer()
    toClose.push(server)
    const secured = `${server.url.replace('smtp:', 'smtps:')}`
    expect((await channelTo(secured).deliver(message)).outcome).toBe('channel-fault')
    const upgraded = `${server.url}?requireTLS=true`
    expect((await channelTo(upgraded).deliver(message)).outcome).toBe('channel-fault')
    expect(server.mails).toHaveLength(0)
  })

  it('gets the same Message-ID again when it took the mail and its answer was lost', async () => {
    const { server, channel } = await withServer()
    server.replies.set('*', { at: 'DATA', code: 'drop' })
    expect((await channel.deliver(message)).outcome).toBe('maybe-sent')
    expect(server.mails).toHaveLength(1)
    server.replies.clear()
    expect((await channel.deliver(message)).outcome).toBe('delivered')
    const ids = server.mails.map(({ parsed }) => parsed.messageId)
    expect(ids).toEqual(Array(2).fill('<incident-42.resolved.7@monitor.example>'))
  })
})

describe('nothing can be smuggled into a mail', () => {
  it.each([
    'a@b.example\r\nRCPT TO:<victim@evil.example>',
    'a@b.example, victim@evil.example',
    '"a@b.example\r\nRCPT TO:<v@z.test>"@c.example',
    '<a@b.example> SIZE=1',
    'Editor <a@b.example>',
    'a@b.example;v@evil.example',
    'no-at-sign',
    `${'a'.repeat(300)}@b.example`,
    '',
  ])('by a recipient such as %j', async (to) => {
    const { server, channel } = await withServer()
    expect(await channel.deliver({ ...message, to })).toEqual({
      outcome: 'permanent',
      answer: 'not a mail address',
    })
    expect(server.mails).toHaveLength(0)
  })

  it('by a subject, a header or a Message-ID', async () => {
    const { server, channel } = await withServer()
    const evil = 'x\r\nBcc: victim@evil.example\r\nX-Evil: 1\r\n\r\nbody'
    const forged: Message = {
      ...message,
      subject: evil,
      messageId: evil,
      thread: [evil],
      headers: { 'X-Stillthere-State': evil },
    }
    expect((await channel.deliver(forged)).outcome).toBe('delivered')
    const [mail] = server.mails
    expect(mail?.to).toEqual(['editor@desk.example'])
    expect(mail?.parsed.headers.has('bcc')).toBe(false)
    expect(mail?.parsed.headers.has('x-evil')).toBe(false)
    expect(mail?.parsed.messageId).toMatch(/^<[A-Za-z0-9._+-]+@monitor\.example>$/)
    expect(mail?.parsed.text?.trim()).toBe(message.text.trim())
  })

  it.each(['nobody', 'Watch <>', 'Watch <a@b.example>\r\nBcc: <v@evil.example>', 'a@b@c'])(
    'by a sender such as %j: the channel does not open',
    (sender) => {
      expect(() => openEmailChannel({ smtpUrl: 'smtp://127.0.0.1:1', from: sender })).toThrow(/MAIL_FROM/)
    },
  )
})
