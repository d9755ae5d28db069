import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { connect } from 'node:net'
import nodemailer from 'nodemailer'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { behaviourNames, readBehaviour, writeBehaviour } from './behaviour.ts'
import { type Control, startControl } from './control.ts'
import { scenarios } from './scenarios.ts'
import { type Visitor, visitorOf } from './visit.ts'
import { startWorld, type World } from './world.ts'

let world: World
let visitor: Visitor
let control: Control

beforeAll(async () => {
  world = await startWorld({ unresolvable: ['closed.example'] })
  visitor = await visitorOf(world)
  control = await startControl(world)
})

afterEach(async () => {
  world.reset()
  await world.goOnline()
})

afterAll(async () => {
  await control.close()
  await visitor.close()
  await world.stop()
})

describe('DNS', () => {
  function resolver(): Resolver {
    const made = new Resolver({ timeout: 100, tries: 1 })
    made.setServers([world.dnsServer])
    return made
  }

  test('a mail domain has hosts with public addresses, a strange name does not exist', async () => {
    const [first] = await resolver().resolveMx('ozon.ru')
    expect(first?.exchange).toMatch(/^mx[12]\.ozon\.ru$/)
    expect(await resolver().resolve4('mx1.ozon.ru')).toEqual([expect.stringMatching(/^93\.184\.216\.\d+$/)])
    await expect(resolver().resolveMx('no-such-shop.ru')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    expect(world.dns.asked).toContain('MX no-such-shop.ru')
  })

  test.each([
    ['nxdomain', 'ENOTFOUND'],
    ['servfail', 'ESERVFAIL'],
    ['no-mx', 'ENODATA'],
    ['no-records', 'ENODATA'],
    ['silent', 'ETIMEOUT'],
  ] as const)('%s is %s to who asks for mail hosts, and heals', async (behaviour, code) => {
    world.dns.set('ozon.ru', behaviour)
    await expect(resolver().resolveMx('ozon.ru')).rejects.toMatchObject({ code })
    world.reset()
    expect(await resolver().resolveMx('ozon.ru')).toHaveLength(2)
  })

  test('null MX and mail hosts that are no more', async () => {
    world.dns.set('ozon.ru', 'null-mx')
    expect(await resolver().resolveMx('ozon.ru')).toMatchObject([{ exchange: '', priority: 0 }])
    world.dns.set('ozon.ru', 'lost-mx')
    const [lost] = await resolver().resolveMx('ozon.ru')
    await expect(resolver().resolve4(lost?.exchange ?? '')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })

  test('the rule of an unresolvable host leads to a name that does not exist', async () => {
    const [, , to = ''] = world.connectTo[0]?.split(':') ?? []
    expect(world.connectTo[0]).toMatch(/^closed\.example::/)
    await expect(resolver().resolve4(to)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })

  test('torn and looping packets do not stop it', async () => {
    const socket = createSocket('udp4')
    const port = Number(world.dnsServer.split(':')[1])
    const hostile = [
      Buffer.alloc(3),
      Buffer.alloc(40, 0xff),
      Buffer.from(`${'00'.repeat(4)}0001${'00'.repeat(6)}3f61`, 'hex'),
    ]
    for (const packet of hostile)
      await new Promise<void>((resolve) => socket.send(packet, port, '127.0.0.1', () => resolve()))
    await new Promise<void>((resolve) => socket.close(() => resolve()))
    expect(await resolver().resolveMx('ozon.ru')).toHaveLength(2)
  })
})

describe('mail', () => {
  const send = (subject: string, socketTimeout = 5000) =>
    nodemailer.createTransport(`${world.smtp.url}?socketTimeout=${socketTimeout}`).sendMail({
      from: 'stillthere@example.org',
      to: 'editor@example.org',
      subject,
      text: 'Ссылка: https://t.me/x',
    })

  test('an accepted mail is kept as it was meant', async () => {
    const awaited = world.smtp.waitFor(({ subject }) => subject === 'Сломано: 8 (800) 234-70-00', 5000)
    await send('Сломано: 8 (800) 234-70-00')
    expect(await awaited).toMatchObject({ from: 'stillthere@example.org', to: ['editor@example.org'] })
    expect((await awaited).parsed.text).toContain('https://t.me/x')
  })

  test.each([
    ['refuse', 550],
    ['defer', 451],
  ] as const)('%s answers %i and keeps nothing', async (mode, responseCode) => {
    const before = world.smtp.messages.length
    world.smtp.mode = mode
    await expect(send('never')).rejects.toMatchObject({ responseCode })
    expect(world.smtp.messages).toHaveLength(before)
  })

  test('a black hole never answers', async () => {
    world.smtp.mode = 'blackhole'
    await expect(send('lost', 80)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  test('who waits in vain is told what came instead', async () => {
    await send('another one')
    await expect(world.smtp.waitFor(({ subject }) => subject === 'x', 10)).rejects.toThrow(/another one/)
  })
})

describe('offline', () => {
  const refuses = (port: number) =>
    new Promise<string | undefined>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(undefined)
      })
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })

  test('every port refuses, running visits are cut, and the same ports come back', async () => {
    const ports = [...world.connectTo.slice(1), world.smtp.url].map((rule) => Number(rule.split(':').at(-1)))
    world.set('yandex.ru', '*', { is: 'timeout' })
    const asked = new Promise<void>((resolve) => world.onRequest(() => resolve()))
    const cut = expect(visitor.get('https://yandex.ru/')).rejects.toThrow()
    await asked

    await world.goOffline()
    await cut
    expect(world.online).toBe(false)
    expect(await Promise.all(ports.map(refuses))).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])

    await world.goOnline()
    expect(await Promise.all(ports.map(refuses))).toEqual([undefined, undefined, undefined])
    expect((await visitor.get('https://t.me/durov')).status).toBe(200)
  })

  test('quick fingers end where the last one pointed', async () => {
    await Promise.all([world.goOffline(), world.goOnline(), world.goOffline(), world.goOnline()])
    expect((await visitor.get('https://t.me/durov')).status).toBe(200)
  })
})

describe('the control page', () => {
  const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    fetch(new URL(path, control.url), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    })

  test('has a button in both languages for every scenario', async () => {
    const page = await (await fetch(control.url)).text()
    for (const { id, ru } of scenarios) {
      expect(page).toContain(`action="/scenario/${id}"`)
      expect(page).toContain(ru)
    }
  })

  test.each(scenarios.map(({ id }) => id))('%s happens, and everything heals after it', async (id) => {
    expect((await post(`/scenario/${id}`)).status).toBe(303)
    expect((await post('/scenario/heal')).status).toBe(303)
    const state = await (await fetch(new URL('state', control.url))).json()
    expect(state).toMatchObject({ online: true, dns: [], smtp: { mode: 'accept' } })
    expect(state).toMatchObject({ switched: [{ behaviour: 'status 410' }, { behaviour: 'status 410' }] })
  })

  test('any switch can be set by hand, and nonsense is refused in words', async () => {
    await post('/set', { host: 'T.me', path: '/ozonmarketplace', behaviour: 'card-title Чужой канал' })
    expect((await visitor.get('https://t.me/ozonmarketplace')).body).toContain('Чужой канал')
    expect((await post('/set', { host: 't.me', path: '*', behaviour: 'status abc' })).status).toBe(422)
    expect((await post('/dns', { domain: 'ozon.ru', behaviour: 'constructor' })).status).toBe(422)
    expect((await post('/scenario/none')).status).toBe(422)
  })

  test('what was typed comes back as text, not as markup', async () => {
    await post('/set', { host: '<script>alert(1)</script>', path: '*', behaviour: 'ok' })
    await post('/set', { host: '<img src=x>', path: '*', behaviour: 'status 404' })
    expect(await (await fetch(control.url)).text()).not.toMatch(/<script|<img/)
  })

  test('another site cannot turn the switches', async () => {
    expect((await post('/offline', {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect(world.online).toBe(true)
  })
})

test('every behaviour that reads from a line is written back as the same line', () => {
  const lines = [
    ...behaviourNames
      .filter((name) => readBehaviour(name))
      .map((name) => writeBehaviour(readBehaviour(name) ?? { is: 'ok' })),
    'status 503',
    'wall yandex',
    'redirect https://t.me/x',
    'card-kind bot',
    'card-title Два слова',
    'phone-removed +78002347000',
    'phone-replaced +78002347000 +78006665544',
  ]
  expect(lines.map((line) => writeBehaviour(readBehaviour(line) ?? { is: 'ok' }))).toEqual(lines)
  expect(readBehaviour('toString')).toBeNull()
})
