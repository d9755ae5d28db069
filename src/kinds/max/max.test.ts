import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestPage } from '../../walls/page-digest.ts'
import { summarise } from '../../walls/page-evidence.ts'
import type { MaxEvidence } from './evidence.ts'
import { maxKind } from './index.ts'

function seen(html: string, over: Partial<MaxEvidence> = {}): MaxEvidence {
  const url = 'https://max.ru/shopnews'
  return {
    requestedUrl: url,
    finalUrl: url,
    failure: null,
    status: 200,
    hops: [],
    headers: {},
    cookies: [],
    wall: null,
    page: summarise(digestPage(html, url)),
    sibling: null,
    via: 'http',
    known: null,
    strangersName: null,
    ...over,
  }
}

const text = `<p>${'Новости для продавцов. '.repeat(20)}</p>`

describe('max', () => {
  it.each<[string, MaxEvidence, string, string | null]>([
    ['a named page', seen(`<meta property="og:title" content="Новости магазина">${text}`), 'alive', null],
    [
      'a named shell',
      seen(
        '<title>Новости магазина</title><meta property="og:title" content="Новости магазина"><div id="root"></div>',
      ),
      'alive',
      null,
    ],
    ['404', seen(text, { status: 404 }), 'gone', 'http/not-found'],
    [
      'the name of the service',
      seen(`<title>MAX — мессенджер</title>${text}`),
      'unknown',
      'page/marker-missing',
    ],
    ['a bare shell', seen('<title>MAX</title><div id="root"></div>'), 'unknown', 'page/empty-shell'],
    [
      'a name beside that of the service',
      seen(`<title>Новости магазина — MAX</title>${text}`),
      'alive',
      null,
    ],
    [
      'a name that a made-up address has too',
      seen(`<meta property="og:title" content="Общайтесь свободно">${text}`, {
        strangersName: 'общайтесь свободно',
      }),
      'unknown',
      'page/marker-missing',
    ],
    [
      'a name that a made-up address has not',
      seen(`<meta property="og:title" content="Магазин">${text}`, { strangersName: 'Другое' }),
      'alive',
      null,
    ],
    ['a refusal', seen(text, { status: 403 }), 'unknown', 'http/client-error'],
    ['a wall', seen(text, { wall: { id: 'x', family: 'wall' } }), 'unknown', 'page/wall'],
  ])('says what %s means', (_, evidence, state, code) => {
    const verdict = maxKind.judge(evidence)
    expect([verdict.state, verdict.reason?.code ?? null]).toEqual([state, code])
  })

  it.each([
    'Скачать MAX',
    'Вход в MAX',
    'Открыть в MAX',
    'MAX | Вход',
    'Войти',
    'Канал не найден',
    'Ошибка 500 — MAX',
    'Загрузка…',
    'Мессенджер MAX: быстрое общение',
    '404',
  ])('cannot tell from a page headed %s', (title) => {
    expect(maxKind.judge(seen(`<title>${title}</title>${text}`))).toMatchObject({ state: 'unknown' })
  })

  it('believes a page that calls itself missing only where the channel was there before', () => {
    const known = { title: 'Новости', h1: null, finalUrl: 'https://max.ru/shopnews', lang: null }
    expect(maxKind.judge(seen(`<title>404</title>${text}`, { known }))).toMatchObject({
      state: 'gone',
      reason: { code: 'page/soft-404' },
    })
  })

  it('reads links to channels and invitations', () => {
    expect(maxKind.parse('max.ru/ShopNews?x=1')).toEqual({ ok: true, value: 'https://max.ru/shopnews' })
    expect(maxKind.parse('https://max.ru/join/AbC-123_xyz')).toEqual({
      ok: true,
      value: 'https://max.ru/join/AbC-123_xyz',
    })
    expect(maxKind.parse('https://max.ru/id7700000000_biz')).toMatchObject({
      value: 'https://max.ru/id7700000000_biz',
    })
    expect(maxKind.parse('https://max.ru/u/f9LHodD0cOIvn?clckid=1')).toMatchObject({
      value: 'https://max.ru/u/f9LHodD0cOIvn',
    })
    for (const other of [
      '',
      'max.ru',
      'max.ru/download',
      'max.ru/c/-123/45',
      'max.ru/u/',
      'https://max.ru/join/',
      'https://notmax.ru/x1',
      'max.ru/канал',
      'max',
    ])
      expect(maxKind.parse(other).ok).toBe(false)
    expect(maxKind.recognise('https://max.ru/shopnews')).toBe('https://max.ru/shopnews')
    expect(maxKind.recognise('https://vk.com/shop')).toBeNull()
  })

  it('never throws on what people paste', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (paste) => void maxKind.parse(`max.ru/${paste}`)))
  })

  it('remembers the name of the channel', () => {
    const learned = maxKind.learn(seen(`<meta property="og:title" content="Новости">${text}`))
    expect(learned).toMatchObject({ title: 'Новости' })
  })
})
