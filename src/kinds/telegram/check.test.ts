import type { RequestListener } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import {
  blankInvitePage,
  channelPage,
  missingPage,
  previewPage,
} from '../../../test/fixtures/telegram-cards.ts'
import { type Served, serve } from '../../../test/support/serve.ts'
import type { Net } from '../../net/net.ts'
import { openNet } from '../../net/open-net.ts'
import { telegramKind } from './index.ts'

const now = new Date('2026-11-22T09:00:00Z')
let server: Served
let net: Net

afterEach(async () => {
  await net.close()
  await server.close()
})

/** Checks a name of a `t.me` that answers with `listener`; plain HTTP, the rest is as outside. */
async function checkAt(listener: RequestListener, path = 'sellernews', settings: object = {}) {
  server = await serve(listener)
  net = await openNet({
    connectTo: ['t.me', 'telegram.me'].map((host1) => ({
      host1,
      port1: null,
      host2: '127.0.0.1',
      port2: server.port,
    })),
    allowNets: [],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test/1',
  })
  const target = {
    value: `http://t.me/${path}`,
    settings: telegramKind.settings.parse(settings),
    listedOn: [],
    ownerDomains: [],
    memory: null,
  }
  const tools = { net, browser: 'auto' as const, now, timeoutMs: 2000, signal: new AbortController().signal }
  const observation = await telegramKind.check(target, tools)
  telegramKind.evidence.parse(JSON.parse(JSON.stringify(observation.evidence)))
  return { observation, verdict: telegramKind.judge(observation.evidence) }
}

const html = { 'content-type': 'text/html; charset=utf-8' }

it('reads a channel and the date of its newest post', async () => {
  const post = '<a class="tgme_widget_message_date"><time datetime="2026-11-20T10:00:00+00:00"></time></a>'
  const { observation, verdict } = await checkAt((request, response) => {
    response.writeHead(200, html).end(request.url === '/s/sellernews' ? post : channelPage)
  })
  expect(verdict.state).toBe('alive')
  expect(observation.facts).toEqual([
    { label: 'subscribers', value: '11110268' },
    { label: 'title', value: 'Новости продавцов' },
    { label: 'kind', value: 'channel' },
    { label: 'lastPostAt', value: '2026-11-20' },
  ])
  expect(observation).toMatchObject({ via: 'http', httpStatus: 200, startedAt: now })
  expect(observation.trace).toHaveLength(2)
  expect(server.requests.map(({ url }) => url)).toEqual(['/sellernews', '/s/sellernews'])
  expect(server.requests[0]?.headers).toMatchObject({
    host: 't.me',
    'accept-language': 'en',
    'user-agent': 'test/1',
  })
  expect(telegramKind.learn(observation.evidence)).toEqual({ title: 'Новости продавцов', kind: 'channel' })
})

it('does not take a redirect of the preview for anything', async () => {
  const { observation, verdict } = await checkAt((request, response) => {
    if (request.url?.startsWith('/s/')) response.writeHead(302, { location: '/sellernews' }).end()
    else response.writeHead(200, html).end(channelPage)
  })
  expect(verdict.state).toBe('alive')
  expect(observation.evidence.lastPostAt).toBeNull()
  expect(server.requests).toHaveLength(2)
})

it('flags a channel that is silent for longer than its promise, and leaves it alive', async () => {
  const old = previewPage({ title: 'Новости продавцов', posts: ['2026-10-01T10:00:00+00:00'] })
  const listener: RequestListener = (request, response) =>
    void response.writeHead(200, html).end(request.url?.startsWith('/s/') ? old : channelPage)
  const promised = await checkAt(listener, 'sellernews', { silentAfterDays: 30 })
  expect(promised.verdict.state).toBe('alive')
  expect(promised.observation.facts).toContainEqual({ label: 'silent', value: '51' })
  await net.close()
  await server.close()
  const unpromised = await checkAt(listener)
  expect(unpromised.observation.facts.map(({ label }) => label)).not.toContain('silent')
})

it('shows what the preview says instead of the posts', async () => {
  const empty = 'This channel can’t be displayed because it violated local laws.'
  const { observation, verdict } = await checkAt((request, response) => {
    const page = request.url?.startsWith('/s/') ? previewPage({ title: 'x', empty }) : channelPage
    response.writeHead(200, html).end(page)
  })
  expect(verdict.state).toBe('alive')
  expect(observation.facts).toContainEqual({ label: 'restrictedHere', value: empty.slice(0, -1) })
})

it('tries the other address of Telegram once where the way to the first is broken', async () => {
  const { observation, verdict } = await checkAt((request, response) => {
    if (request.headers.host === 't.me') request.socket.destroy()
    else response.writeHead(200, html).end(missingPage)
  })
  expect(verdict).toMatchObject({ state: 'gone', reason: { code: 'telegram/no-such-name' } })
  expect(observation.finalUrl).toBe('http://telegram.me/sellernews')
  expect(server.requests.at(-1)?.headers.host).toBe('telegram.me')
  expect(server.requests.filter(({ headers }) => headers.host === 'telegram.me')).toHaveLength(1)
})

it('does not go to the other address with a name that Telegram slows down for', async () => {
  await checkAt((_, response) => void response.writeHead(429, html).end('slow down'))
  expect(server.requests).toHaveLength(1)
})

it('calls a public name gone on the card for missing names, with one request', async () => {
  const { verdict } = await checkAt((_, response) => void response.writeHead(200, html).end(missingPage))
  expect(verdict).toMatchObject({ state: 'gone', reason: { code: 'telegram/no-such-name' }, class: 'gone' })
  expect(server.requests).toHaveLength(1)
})

it('cannot tell about an invitation that shows the general card', async () => {
  const { verdict } = await checkAt(
    (_, response) => void response.writeHead(200, html).end(blankInvitePage),
    '+AbCdEf123456',
  )
  expect(verdict).toMatchObject({ state: 'unknown', reason: { code: 'telegram/invite-unknown' } })
  expect(server.requests[0]?.url).toBe('/+AbCdEf123456')
})

it('names the wall that answers instead of Telegram', async () => {
  const wall =
    '<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>'
  const { verdict } = await checkAt(
    (_, response) => void response.writeHead(403, { ...html, 'cf-mitigated': 'challenge' }).end(wall),
  )
  expect(verdict).toMatchObject({ state: 'unknown', reason: { code: 'page/wall' }, class: 'blocked' })
})

it('does not take a post that quotes a wall for a wall', async () => {
  const quoting = channelPage.replace('</body>', '<p>Just a moment...</p></body>')
  const { verdict } = await checkAt((_, response) => void response.writeHead(200, html).end(quoting))
  expect(verdict.state).toBe('alive')
})

it.each([
  [429, 'http/rate-limited'],
  [502, 'http/server-error'],
])('cannot tell after %i', async (status, code) => {
  const { verdict } = await checkAt((_, response) => void response.writeHead(status, html).end(missingPage))
  expect(verdict).toMatchObject({ state: 'unknown', reason: { code }, class: 'blocked' })
})

it('blames nobody when the connection breaks or leads elsewhere', async () => {
  const broken = await checkAt((request) => void request.socket.destroy())
  expect(broken.verdict).toMatchObject({ state: 'unknown', class: 'blocked' })
  expect(broken.verdict.reason?.code).toMatch(/^net\//)
  await net.close()
  await server.close()
  const strayed = await checkAt(
    (_, response) => void response.writeHead(302, { location: `http://127.0.0.1:${server.port}/` }).end(),
  )
  expect(strayed.verdict).toMatchObject({ state: 'unknown' })
})
