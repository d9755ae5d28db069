import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type NetCode, netFailureClasses } from '../domain/failure.ts'
import type { Verdict } from '../domain/verdict.ts'
import { emailKind } from './email/index.ts'
import { phoneKind } from './phone/index.ts'
import { sharedReasons } from './reasons.ts'
import { telegramKind } from './telegram/index.ts'

const text = fc.string({ maxLength: 40 })
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const failure = fc.record({
  code: fc.constantFrom(...(Object.keys(netFailureClasses) as NetCode[])),
  message: text,
})
const url = fc.constantFrom('https://shop.example/contacts', 'nonsense', '')
const cardKind = fc.constantFrom('channel', 'chat', 'bot', 'user')

const telegram = fc.record({
  failure: fc.option(failure, { nil: null, freq: 1 }),
  status: nullable(fc.constantFrom(200, 200, 200, 302, 404, 429, 503)),
  finalHost: nullable(fc.constantFrom('t.me', 'telegram.me', 'telegram.org', '')),
  bodyBytes: fc.nat(20_000),
  wall: fc.option(fc.record({ id: text, family: fc.constantFrom('wall', 'rate', 'geo', 'parked') }), {
    nil: null,
    freq: 1,
  }),
  invite: fc.boolean(),
  card: nullable(
    fc.record({
      wrap: fc.boolean(),
      title: nullable(text),
      extra: nullable(text),
      noindex: fc.boolean(),
      iconUser: fc.boolean(),
      ogTitle: nullable(fc.constantFrom('Telegram: Contact @x', 'Иван', '')),
      ogDescription: nullable(fc.constantFrom('', 'x')),
      action: nullable(text),
      description: nullable(text),
      restricted: fc.option(text, { nil: null, freq: 1 }),
      preview: fc.boolean(),
    }),
  ),
  kind: nullable(cardKind),
  subscribers: nullable(fc.nat()),
  members: nullable(fc.nat()),
  lastPostAt: nullable(text),
  documented: fc.record({ public: fc.boolean() }),
  known: nullable(fc.record({ title: text, kind: nullable(cardKind) })),
})

const obstacle = fc.record({
  code: fc.constantFrom('page/wall', 'http/server-error', 'page/empty-shell'),
  message: text,
  class: fc.constantFrom('blocked', 'unclear', 'self'),
})
const page = {
  url,
  finalUrl: url,
  via: fc.constantFrom('http', 'browser', 'none'),
  status: nullable(fc.constantFrom(200, 404)),
  owner: fc.boolean(),
  obstacle: nullable(obstacle),
  listed: fc.boolean(),
}
const phone = fc.record({
  value: fc.constantFrom('+78002347000', '112', 'нечто'),
  valid: fc.boolean(),
  type: nullable(text),
  range: nullable(fc.constantFrom({ state: 'unassigned' }, { state: 'unknown' })),
  pages: fc.array(
    fc.record({
      ...page,
      numbers: fc.array(
        fc.record({
          value: fc.constantFrom('+78002347000', '+78007755505', 'x'),
          sources: fc.constant([]),
          context: text,
        }),
        { maxLength: 4 },
      ),
      notice: nullable(fc.record({ sentence: text, successor: nullable(text) })),
      mismatch: fc.constant(null),
    }),
    { maxLength: 3 },
  ),
  settings: fc.record({ assertListed: fc.boolean() }),
  known: nullable(fc.record({ listed: fc.boolean(), neighbours: fc.array(text, { maxLength: 2 }) })),
})
const email = fc.record({
  value: fc.constantFrom('help@shop.example', 'нечто'),
  problem: fc.option(text, { nil: null, freq: 1 }),
  mxFailure: fc.option(failure, { nil: null, freq: 1 }),
  nullMx: fc.boolean(),
  hosts: fc.array(
    fc.record({
      host: text,
      priority: fc.nat(100),
      addresses: fc.nat(2),
      failure: nullable(failure),
      odd: nullable(fc.constantFrom('literal', 'local', 'loopback', 'private')),
    }),
    { maxLength: 3 },
  ),
  implicit: fc.boolean(),
  pages: fc.array(fc.record({ ...page, context: text, notice: nullable(text) }), { maxLength: 3 }),
  settings: fc.record({ assertListed: fc.boolean() }),
  known: nullable(fc.record({ listed: fc.boolean() })),
})

const known = { ...sharedReasons, ...telegramKind.reasons, ...phoneKind.reasons, ...emailKind.reasons }

function expectSound(verdict: Verdict): void {
  if (verdict.state === 'alive') return
  expect(Object.keys(known)).toContain(verdict.reason.code)
  if (['blocked', 'unclear', 'human', 'self'].includes(verdict.class)) expect(verdict.state).toBe('unknown')
  if (verdict.state === 'changed') expect(verdict.class).toBe('drift')
  if (verdict.state === 'gone') expect(['gone', 'dns']).toContain(verdict.class)
}

test('evidence of any age and content is judged soundly, twice alike', () => {
  fc.assert(
    fc.property(telegram, phone, email, (first, second, third) => {
      const evidence = telegramKind.evidence.parse(first)
      expectSound(telegramKind.judge(evidence))
      expect(telegramKind.judge(telegramKind.evidence.parse(first))).toEqual(telegramKind.judge(evidence))
      telegramKind.learn(evidence)
      expectSound(phoneKind.judge(phoneKind.evidence.parse(second)))
      phoneKind.learn(phoneKind.evidence.parse(second))
      expectSound(emailKind.judge(emailKind.evidence.parse(third)))
      emailKind.learn(emailKind.evidence.parse(third))
    }),
    { numRuns: 400 },
  )
})
