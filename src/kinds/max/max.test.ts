import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestPage } from '../../walls/page-digest.ts'
import { type PageEvidence, summarise } from '../../walls/page-evidence.ts'
import { maxKind } from './index.ts'

function seen(html: string, over: Partial<PageEvidence> = {}): PageEvidence {
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
    ...over,
  }
}

const text = `<p>${'Новости для продавцов. '.repeat(20)}</p>`

describe('max', () => {
  it.each<[string, PageEvidence, string, string | null]>([
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
    ['a wall', seen(text, { wall: { id: 'x', family: 'wall' } }), 'unknown', 'page/wall'],
  ])('says what %s means', (_, evidence, state, code) => {
    const verdict = maxKind.judge(evidence)
    expect([verdict.state, verdict.reason?.code ?? null]).toEqual([state, code])
  })

  it('reads links to channels and invitations', () => {
    expect(maxKind.parse('max.ru/ShopNews?x=1')).toEqual({ ok: true, value: 'https://max.ru/shopnews' })
    expect(maxKind.parse('https://max.ru/join/AbC-123_xyz')).toEqual({
      ok: true,
      value: 'https://max.ru/join/AbC-123_xyz',
    })
    for (const other of ['', 'max.ru', 'https://max.ru/join/', 'https://notmax.ru/x1', 'max.ru/канал', 'max'])
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
