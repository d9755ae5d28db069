import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayAddress, parseAddress, recogniseAddress } from './parse-address.ts'

describe('parseAddress', () => {
  it.each([
    ['help@ozon.ru', 'help@ozon.ru'],
    ['Help@Ozon.RU', 'help@ozon.ru'],
    ['mailto:help@ozon.ru?subject=x', 'help@ozon.ru'],
    ['mailto:help%40ozon.ru', 'help@ozon.ru'],
    ['<help@ozon.ru>,', 'help@ozon.ru'],
    ['help@\u200bozon.ru', 'help@ozon.ru'],
    ['поддержка@яндекс.рф', 'поддержка@xn--d1acpjx3f.xn--p1ai'],
    ['Поддержка магазина <help@ozon.ru>', 'help@ozon.ru'],
    ['"Support, Ozon" <Help@ozon.ru>;', 'help@ozon.ru'],
    ['mailto:help@ozon.ru?subject=%D0%92%D0%BE%D0%BF%D1%80%D0%BE%D1%81&cc=a@b.ru', 'help@ozon.ru'],
    ['help+seller@ozon.ru', 'help+seller@ozon.ru'],
    ['help@xn--d1acpjx3f.xn--p1ai', 'help@xn--d1acpjx3f.xn--p1ai'],
    ['a.b+c@mail.shop.example', 'a.b+c@mail.shop.example'],
  ])('reads %j as %s', (written, value) => {
    expect(parseAddress(written)).toEqual({ ok: true, value })
  })

  it.each([
    ['', /empty/],
    ['ozon.ru', /no @/],
    ['@ozon.ru', /before @/],
    ['help@ozon', /no domain/],
    ['help@', /no domain/],
    ['help@оzon.ru', /mixes Cyrillic/],
    ['help@xn--zon-red.ru', /mixes Cyrillic/],
    ['hеlp@ozon.ru', /mixed before @/],
    ['help me@ozon.ru', /characters/],
    ['a..b@ozon.ru', /characters/],
    ['help@-ozon.ru', /no domain/],
    ['help@127.0.0.1', /no domain/],
    ['help@co.uk', /no domain/],
    ['help@[192.0.2.1]', /no domain/],
    ['Поддержка <help@ozon>', /no domain/],
    [`${'<'.repeat(50_000)}@ozon.ru`, /too long/],
    [`${'a'.repeat(65)}@ozon.ru`, /too long/],
    [`a@${'b'.repeat(400)}.ru`, /too long/],
  ])('refuses %j and says why', (written, problem) => {
    expect(parseAddress(written)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })

  it('never throws, and what it accepts it accepts again unchanged', () => {
    const addressLike = fc.tuple(fc.string(), fc.string()).map(([local, host]) => `${local}@${host}.ru`)
    fc.assert(
      fc.property(fc.oneof(addressLike, fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        recogniseAddress(text)
        const parsed = parseAddress(text)
        if (parsed.ok) expect(parseAddress(parsed.value)).toEqual(parsed)
      }),
    )
  })
})

it('recognises addresses and nothing else', () => {
  expect(recogniseAddress('mailto:help@ozon.ru')).toBe('help@ozon.ru')
  expect(recogniseAddress('help@ozon.ru')).toBe('help@ozon.ru')
  for (const other of ['https://user@ozon.ru/', 'пишите help@ozon.ru', '@ozon', 'ozon.ru'])
    expect(recogniseAddress(other)).toBeNull()
})

it('shows the domain in its own script', () => {
  expect(displayAddress('info@xn--d1acpjx3f.xn--p1ai')).toBe('info@яндекс.рф')
})
