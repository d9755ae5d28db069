import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTelegram, recogniseTelegram } from './parse-name.ts'

describe('parseTelegram', () => {
  it.each([
    ['https://t.me/durov', 'https://t.me/durov'],
    ['http://t.me/Durov/', 'https://t.me/durov'],
    ['t.me/s/durov', 'https://t.me/durov'],
    ['t.me/durov/123?single', 'https://t.me/durov'],
    ['telegram.me/durov?start=x', 'https://t.me/durov'],
    ['https://telegram.dog/durov', 'https://t.me/durov'],
    ['https://www.t.me/durov', 'https://t.me/durov'],
    ['durov.t.me', 'https://t.me/durov'],
    ['tg://resolve?domain=durov&post=1', 'https://t.me/durov'],
    ['tg:resolve?domain=durov', 'https://t.me/durov'],
    ['@durov', 'https://t.me/durov'],
    ['@durov.', 'https://t.me/durov'],
    ['durov', 'https://t.me/durov'],
    ['«https://t.me/durov»', 'https://t.me/durov'],
    ['(t.me/durov),', 'https://t.me/durov'],
    ['t.me/+AbCdEf-123_45678', 'https://t.me/+AbCdEf-123_45678'],
    ['t.me/%2BAbCdEf12345678', 'https://t.me/+AbCdEf12345678'],
    ['t.me/joinchat/AbCdEf12345678', 'https://t.me/+AbCdEf12345678'],
    ['https://web.telegram.org/k/#@Durov', 'https://t.me/durov'],
    ['https://web.telegram.org/#/im?p=@durov', 'https://t.me/durov'],
    ['https://web.telegram.org/z/#?tgaddr=tg%3A%2F%2Fresolve%3Fdomain%3Ddurov', 'https://t.me/durov'],
    ['t.me/durov/5/123', 'https://t.me/durov'],
    ['t.me/shop_bot/app?startapp=x', 'https://t.me/shop_bot'],
    ['tg://join?invite=AbCdEf12345678', 'https://t.me/+AbCdEf12345678'],
  ])('reads %s as %s', (written, value) => {
    expect(parseTelegram(written)).toEqual({ ok: true, value })
  })

  it.each([
    ['', /empty/],
    ['https://t.me/', /names no channel/],
    ['https://t.me/s/', /without a name/],
    ['https://t.me/c/1234/5', /private chat/],
    ['https://t.me/joinchat/', /without its code/],
    ['https://t.me/addstickers/Ozon', /function of Telegram/],
    ['https://t.me/share/url?url=x', /function of Telegram/],
    ['https://t.me/proxy?server=x', /function of Telegram/],
    ['https://t.me/iv?url=x', /4 to 32/],
    ['https://t.me/login/123', /function of Telegram/],
    ['https://т.me/durov', /Cyrillic.*t\.me/],
    ['t.mе/durov', /Cyrillic/],
    ['https://t.me/оzonmarket', /did you mean @ozonmarket/],
    ['@оzon', /did you mean @ozon/],
    ['https://t.me/канал', /Latin letters/],
    ['https://t.me@evil.example/durov', /sign-in before the host/],
    ['https://t.me.evil.example/durov', /not a Telegram address/],
    ['https://t.me:8443/durov', /no port/],
    ['https://t.me/+79991234567', /by its phone/],
    ['@abc', /4 to 32/],
    ['@1abcd', /4 to 32/],
    [`@${'a'.repeat(33)}`, /4 to 32/],
    ['tg://addstickers?set=x', /names no channel/],
    ['javascript:alert(1)', /not a/],
    ['t.me/@durov', /did you mean t\.me\/durov/],
    ['https://web.telegram.org/a/#-1001234567', /no public chat/],
    [`t.me/${'a'.repeat(5000)}`, /too long/],
    ['ftp://t.me/durov', /not a web address/],
  ])('refuses %j and says why', (written, problem) => {
    const parsed = parseTelegram(written)
    expect(parsed).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })

  it('never throws, and what it accepts it accepts again unchanged', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((rest) => `https://t.me/${rest}`),
      fc.string().map((rest) => `@${rest}`),
      fc.string().map((rest) => `tg://${rest}`),
    )
    fc.assert(
      fc.property(nasty, (text) => {
        const parsed = parseTelegram(text)
        if (parsed.ok) expect(parseTelegram(parsed.value)).toEqual(parsed)
      }),
    )
  })
})

describe('recogniseTelegram', () => {
  it('takes Telegram links and handles only', () => {
    expect(recogniseTelegram('@WBsellerOfficial')).toBe('https://t.me/wbsellerofficial')
    expect(recogniseTelegram('t.me/durov')).toBe('https://t.me/durov')
    for (const other of ['durov', 'help@ozon.ru', 'https://vk.com/ozon', 'ozon.ru', '+78002347000', '@ab'])
      expect(recogniseTelegram(other)).toBeNull()
  })
})
