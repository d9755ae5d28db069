import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alertedContact, alertOf, reasonText } from '../../test/support/alert-fixtures.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import { openPostClient, type PostClient } from '../net/post.ts'
import type { Channel } from './alert.ts'
import { openChannels } from './channels.ts'
import { renderAlert } from './render.ts'
import { isWebhookSecret, newWebhookSecret } from './standard-webhook.ts'

const at = new Date('2026-11-22T09:00:00Z')
const token = `123456:${'t'.repeat(35)}`
const evil = 'Форма\r\nBcc: v@evil.example <script>[x](javascript:1)</script>'
const message = renderAlert(alertOf([alertedContact({ label: { ru: evil, en: evil } })]), {
  ...{ language: 'ru', to: '', messageId: 'incident-42.opened.7', thread: [], reasonText },
})

let site: Served
let post: PostClient
let status = 204
let bodies: string[] = []
beforeEach(async () => {
  status = 204
  bodies = []
  site = await serve((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      bodies.push(body)
      if (status === 0) request.socket.destroy()
      else
        response
          .writeHead(status, status === 302 ? { location: `${site.origin}/other` } : {})
          .end('secret body')
    })
  })
})
afterEach(async () => {
  await post.close()
  await site.close()
})

function open(name: string, allowNets = ['127.0.0.0/8']): Channel {
  post = openPostClient({ connectTo: [], allowNets, dnsServers: [], chromiumPath: null, userAgent: 'test' })
  const channels = openChannels({
    ...{ smtpUrl: null, mailFrom: 'W <w@monitor.example>', mailDir: '/nowhere', now: () => at },
    post: (url, options) => post.send(url, options),
    telegram: { token, baseUrl: site.origin },
  })
  const channel = channels.get(name)
  if (!channel) throw new Error(`no channel ${name}`)
  return channel
}

describe('a webhook', () => {
  const secrets = [newWebhookSecret(), newWebhookSecret()]

  it('is signed for each secret over id, moment and body, and bears the same id each time', async () => {
    const hook = open('webhook')
    for (let n = 0; n < 2; n++)
      expect(await hook.deliver({ ...message, to: `${site.origin}/in` }, secrets)).toMatchObject({
        outcome: 'delivered',
      })
    const [first, second] = site.requests.map(({ headers }) => headers)
    expect(first?.['webhook-id']).toBe('msg_incident-42.opened.7')
    expect(second?.['webhook-id']).toBe(first?.['webhook-id'])
    expect(first?.['webhook-timestamp']).toBe(String(at.getTime() / 1000))
    const expected = secrets.map((secret) => {
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
      const signed = `msg_incident-42.opened.7.${at.getTime() / 1000}.${bodies[0]}`
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
    })
    expect(first?.['webhook-signature']).toBe(expected.join(' '))
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      type: 'incident.opened',
      data: { incident: { id: 42 }, contacts: [{ id: 'ozon/phone-free', status: 'broken' }] },
    })
  })

  it.each([
    [200, 'delivered'],
    [302, 'temporary'],
    [400, 'permanent'],
    [404, 'permanent'],
    [408, 'temporary'],
    [410, 'permanent'],
    [429, 'temporary'],
    [500, 'temporary'],
    [0, 'maybe-sent'],
  ])('that answers %i ends as %s, without its body and without going on', async (answer, outcome) => {
    status = answer
    const delivery = await open('webhook').deliver({ ...message, to: `${site.origin}/in` }, secrets)
    expect(delivery.outcome).toBe(outcome)
    expect(delivery.answer).not.toContain('secret body')
    expect(site.requests).toHaveLength(1)
  })

  it.each([
    'http://127.0.0.1:PORT/in',
    'http://[::ffff:127.0.0.1]:PORT/in',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
  ])('never reaches a private address such as %s', async (address) => {
    const to = address.replace('PORT', String(site.port))
    const delivery = await open('webhook', []).deliver({ ...message, to }, secrets)
    expect(delivery).toEqual({ outcome: 'temporary', answer: 'the address is not public', silent: false })
    expect(site.requests).toHaveLength(0)
  })

  it('without a secret, or with an address that is none, is sent nowhere', async () => {
    const hook = open('webhook')
    expect((await hook.deliver({ ...message, to: `${site.origin}/in` }, [])).outcome).toBe('permanent')
    expect((await hook.deliver({ ...message, to: 'file:///etc/passwd' }, secrets)).outcome).toBe('permanent')
    expect(site.requests).toHaveLength(0)
  })

  it('has secrets as the specification wants them', () => {
    expect(isWebhookSecret(newWebhookSecret())).toBe(true)
    expect(isWebhookSecret('whsec_c2hvcnQ=')).toBe(false)
  })
})

describe('a Telegram bot', () => {
  it('writes plain text to the chat, with links that open nothing by themselves', async () => {
    status = 200
    expect((await open('telegram-bot').deliver({ ...message, to: '-1001234' })).outcome).toBe('delivered')
    expect(site.requests[0]?.url).toBe(`/bot${token}/sendMessage`)
    const sent = JSON.parse(bodies[0] ?? '')
    expect(Object.keys(sent).sort()).toEqual(['chat_id', 'link_preview_options', 'text'])
    expect(sent).toMatchObject({ chat_id: '-1001234', link_preview_options: { is_disabled: true } })
    expect(sent.text).toContain('https://monitor.example/incidents/42')
  })

  it.each([
    [401, 'channel-fault'],
    [403, 'permanent'],
    [429, 'temporary'],
    [0, 'maybe-sent'],
  ])('that is answered %i ends as %s and never tells its token', async (answer, outcome) => {
    status = answer
    const delivery = await open('telegram-bot').deliver({ ...message, to: '@editors' })
    expect(delivery.outcome).toBe(outcome)
    expect(JSON.stringify(delivery)).not.toContain(token)
  })

  it('writes to nobody where the address is no chat', async () => {
    expect((await open('telegram-bot').deliver({ ...message, to: 'nobody at all' })).outcome).toBe(
      'permanent',
    )
    expect(site.requests).toHaveLength(0)
  })
})
