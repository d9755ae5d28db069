import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidenceOf } from '../../test/fixtures/walls/answers.ts'
import { type NetCode, netFailureClasses } from '../domain/failure.ts'
import type { Verdict } from '../domain/verdict.ts'
import { appKind } from './app/index.ts'
import { cabinetKind } from './cabinet/index.ts'
import { formKind } from './form/index.ts'
import { pageKind } from './page/index.ts'
import { sharedReasons } from './reasons.ts'
import { vkKind } from './vk/index.ts'

const text = fc.string({ maxLength: 40 })
const url = fc.oneof(
  fc.webUrl(),
  text,
  fc.constantFrom('https://vk.com/a', 'https://vk.com/', 'https://shop.example/'),
)
const words = fc.constantFrom(
  '',
  'Страница не найдена',
  'Вход',
  '<form><textarea></textarea><button>ок</button></form>',
  'Сайт закрыт.',
)
const codes = Object.keys(netFailureClasses) as NetCode[]

const looked = fc
  .record({
    requestedUrl: url,
    finalUrl: url,
    status: fc.option(fc.integer({ min: 0, max: 1000 })),
    failure: fc.option(fc.record({ code: fc.constantFrom(...codes), message: text }), { freq: 4 }),
    wall: fc.option(
      fc.record({ id: text, family: fc.constantFrom('wall', 'login', 'geo', 'parked', 'paused', 'rate') }),
      { freq: 4 },
    ),
    via: fc.constantFrom('http', 'browser'),
    known: fc.option(fc.record({ title: text, h1: fc.option(text), finalUrl: url, lang: fc.option(text) })),
    html: fc.tuple(words, text).map((parts) => parts.join(' ')),
  })
  .map(({ html, ...rest }) => ({ ...evidenceOf({ html }), ...rest }))

const field = fc.record({ name: text, type: text, required: fc.boolean() })
const formPart = fc.record({
  wantedFields: fc.array(text, { maxLength: 3 }),
  form: fc.constant(null),
  hostedFrame: fc.option(url),
  closed: fc.option(text),
  scriptless: fc.boolean(),
  knownForm: fc.option(
    fc.record({
      fields: fc.array(field, { maxLength: 4 }),
      action: fc.option(url),
      via: fc.constantFrom('http', 'browser'),
    }),
  ),
})
const markers = fc.array(fc.record({ text, found: fc.boolean(), foundBefore: fc.boolean() }), {
  maxLength: 3,
})

const known = {
  ...sharedReasons,
  ...appKind.reasons,
  ...cabinetKind.reasons,
  ...formKind.reasons,
  ...vkKind.reasons,
}

function expectSound(verdict: Verdict): void {
  if (verdict.state === 'alive') return
  expect(Object.keys(known)).toContain(verdict.reason.code)
  // Walls, doubts and our own faults are never more than unknown.
  if (['blocked', 'unclear', 'human', 'self'].includes(verdict.class)) expect(verdict.state).toBe('unknown')
  if (verdict.state === 'changed') expect(verdict.class).toBe('drift')
  if (verdict.state === 'gone') expect(['gone', 'dns']).toContain(verdict.class)
}

test('whatever the schema lets through is judged soundly, with a code that has a text', () => {
  fc.assert(
    fc.property(looked, formPart, markers, fc.option(text), (evidence, form, marks, notice) => {
      expectSound(pageKind.judge(pageKind.evidence.parse({ ...evidence, markers: marks, notice })))
      expectSound(formKind.judge(formKind.evidence.parse({ ...evidence, ...form })))
      expectSound(cabinetKind.judge(cabinetKind.evidence.parse(evidence)))
      expectSound(vkKind.judge(vkKind.evidence.parse(evidence)))
      expectSound(
        appKind.judge(appKind.evidence.parse({ value: 'https://play.google.com/x', store: evidence })),
      )
    }),
    { numRuns: 300 },
  )
})
