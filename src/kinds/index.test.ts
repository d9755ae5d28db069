import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { netFailureClasses } from '../domain/failure.ts'
import { alive } from '../domain/verdict.ts'
import { createRegistry, kindNamed, kinds, reasonText, recogniseTarget } from './index.ts'
import type { Kind } from './kind.ts'

/** The codes of the public contract. */
const contract = {
  net: 'dns-not-found dns-failure refused reset timeout tls-expired tls-wrong-host tls-untrusted too-many-redirects body-too-large bad-response address-blocked offline',
  http: 'not-found gone client-error server-error rate-limited',
  page: 'wall login-wall geo-stub soft-404 parked moved home-redirect empty-shell marker-missing discontinued-notice',
  form: 'missing changed',
  telegram: 'no-such-name other-kind renamed restricted silent invite-unknown unrecognised',
  vk: 'not-found deleted banned login-wall unrecognised',
  phone: 'not-listed replaced discontinued-notice invalid unassigned needs-human',
  email: 'invalid no-mail-server null-mx not-listed',
  app: 'not-found',
  cabinet: 'entrance-gone needs-human',
  input: 'invalid',
  check: 'detector-suspended failed',
}
const codes = Object.entries(contract).flatMap(([family, names]) =>
  names.split(' ').map((name) => `${family}/${name}`),
)

describe('reason codes', () => {
  it.each([...codes, ...Object.keys(netFailureClasses)])('%s has its text in both languages', (code) => {
    const text = reasonText(code)
    for (const part of [text?.means, text?.next]) {
      expect(part?.ru).toMatch(/\p{Script=Cyrillic}/u)
      expect(part?.en).toMatch(/^[^\p{Script=Cyrillic}]+$/u)
    }
  })

  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s describes its own in its README',
    async (name, kind) => {
      const readme = await readFile(new URL(`./${name}/README.md`, import.meta.url), 'utf8')
      for (const code of Object.keys(kind.reasons)) {
        expect(code.split('/')[0]).toBe(name)
        expect(readme).toContain(code)
      }
    },
  )

  it('are unknown where nobody declared them', () => {
    expect(reasonText('page/no-such-code')).toBeUndefined()
  })
})

describe('recogniseTarget', () => {
  it.each([
    ['@wbsellerofficial', 'telegram', 'https://t.me/wbsellerofficial'],
    ['https://t.me/durov', 'telegram', 'https://t.me/durov'],
    ['https://max.ru/shopnews', 'max', 'https://max.ru/shopnews'],
    ['https://vk.com/ozon', 'vk', 'https://vk.com/ozon'],
    ['help@ozon.ru', 'email', 'help@ozon.ru'],
    ['mailto:help@ozon.ru', 'email', 'help@ozon.ru'],
    ['8 (800) 234-70-00', 'phone', '+78002347000'],
    ['tel:+78002347000', 'phone', '+78002347000'],
    ['+ 7 (495) 009-70-70', 'phone', '+74950097070'],
    ['https://forms.yandex.ru/surveys/10013648/', 'form', 'https://forms.yandex.ru/surveys/10013648/'],
    ['https://seller.ozon.ru/', 'page', 'https://seller.ozon.ru/'],
    ['seller.wildberries.ru', 'page', 'https://seller.wildberries.ru/'],
  ])('takes %s for %s', (text, name, value) => {
    const found = recogniseTarget(text)
    expect([found?.kind.name, found?.value]).toEqual([name, value])
  })

  it.each(['', ' ', 'hello', '112', '7712263726', 'ООО «Интернет Решения»', '2026-11-22'])(
    'leaves %j alone',
    (text) => {
      expect(recogniseTarget(text)).toBeNull()
    },
  )
})

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.string({ unit: fc.constantFrom(...'@+./:-_%#?8 7()tme.ruсом\u200b') }),
)

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  it('never throws on what people paste, and takes its own values back unchanged', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const parsed = kind.parse(text)
        const recognised = kind.recognise(text)
        for (const value of [parsed.ok ? parsed.value : null, recognised]) {
          if (value === null) continue
          expect(kind.parse(value)).toEqual({ ok: true, value })
          expect(typeof kind.hostOf({ value, listedOn: [] })).toBe('string')
          kind.href(value)
        }
      }),
    )
  })

  it('is found by its name, speaks both languages and needs no settings', () => {
    expect(kindNamed(name)).toBe(kind)
    for (const text of [kind.title, kind.askPerson, ...Object.values(kind.factLabels)]) {
      expect(text.ru).not.toBe('')
      expect(text.en).not.toBe('')
    }
    expect(kind.settings.safeParse({}).success).toBe(true)
    expect(kind.settings.safeParse({ noSuchSetting: true }).success).toBe(false)
  })
})

describe('createRegistry', () => {
  const toy: Kind = {
    name: 'pigeon',
    title: { ru: 'Голубь', en: 'Pigeon' },
    icon: '<path d="M4 12h16"/>',
    settings: z.strictObject({}),
    evidence: z.null(),
    checkEveryHours: 24,
    recognise: (text) => (text.startsWith('pigeon:') ? text : null),
    parse: (text) => ({ ok: true, value: text }),
    hostOf: () => 'loft',
    check: async (_, { now }) => ({
      evidence: null,
      facts: [],
      via: 'none',
      httpStatus: null,
      finalUrl: null,
      startedAt: now,
      durationMs: 0,
      trace: [],
    }),
    judge: () => alive(),
    learn: () => null,
    href: () => null,
    askPerson: { ru: 'Покормите', en: 'Feed it' },
    reasons: { 'pigeon/lost': { means: { ru: 'Пропал', en: 'Lost' }, next: { ru: 'Ждите', en: 'Wait' } } },
    factLabels: {},
  }

  it('takes a new kind in one line', () => {
    const own = createRegistry([toy, ...kinds])
    expect(own.recogniseTarget('pigeon:7')).toEqual({ kind: toy, value: 'pigeon:7' })
    expect(own.kindNamed('pigeon')).toBe(toy)
    expect(own.reasonText('pigeon/lost')?.means.en).toBe('Lost')
    expect(own.recogniseTarget('@durov')?.kind.name).toBe('telegram')
  })

  it('refuses two kinds of one name and two texts for one code', () => {
    expect(() => createRegistry([toy, toy])).toThrow(/same name/)
    expect(() => createRegistry([toy, { ...toy, name: 'dove' }])).toThrow(/one reason code/)
  })
})
