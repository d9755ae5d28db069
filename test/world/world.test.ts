import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Behaviour } from './behaviour.ts'
import { documentedUrls } from './documented-urls.ts'
import { type Visitor, visitorOf } from './visit.ts'
import { startWorld, type World } from './world.ts'

let world: World
let visitor: Visitor

beforeAll(async () => {
  world = await startWorld()
  visitor = await visitorOf(world)
})

afterEach(() => world.reset())

afterAll(async () => {
  await visitor.close()
  await world.stop()
})

const get = (url: string) => visitor.get(url)

describe('the sites', () => {
  test('every page that the knowledge base documents is there', async () => {
    const urls = await documentedUrls()
    const answers = await Promise.all(urls.map(async (url) => `${(await get(url)).status} ${url}`))
    expect(answers.filter((answer) => !/^(200|301|302) /.test(answer))).toEqual([])
  })

  test('pages hold a plausible amount of text and port 80 sends to 443', async () => {
    const page = await get('https://docs.ozon.ru/common/')
    expect(page.bytes).toBeGreaterThan(2000)
    expect(page.bytes).toBeLessThan(10_000)
    expect((await get('http://docs.ozon.ru/common/?a=1')).headers.location).toBe(
      'https://docs.ozon.ru/common/?a=1',
    )
  })

  test('a known host answers 404 where it has nothing and a strange host always has a page', async () => {
    expect((await get('https://docs.ozon.ru/no-such-page')).status).toBe(404)
    expect((await get('https://canary.example/anything')).status).toBe(200)
    expect((await get('http://canary.example/')).status).toBe(200)
  })

  test('the help page spells its numbers in odd ways', async () => {
    const { body } = await get('https://docs.ozon.ru/common/')
    for (const odd of [
      'tel:8%28800%292347000',
      '+ 7 (495) 009-70-70',
      '&#8209;06',
      '232−10−00',
      'help@ozon.ru',
    ])
      expect(body).toContain(odd)
  })

  test('the superseded ethics site is gone from the beginning', async () => {
    expect((await get('https://www.ozon.deloitte-hotline.ru/')).status).toBe(410)
  })

  test('each host keeps a log of what it was asked', async () => {
    await get('https://seller.aliexpress.ru/?from=log')
    expect(world.requests('seller.aliexpress.ru').at(-1)).toMatchObject({
      method: 'GET',
      path: '/?from=log',
      scheme: 'https',
    })
  })
})

describe('Telegram', () => {
  test.each([
    ['ozonmarketplace', /tgme_page_extra">214 305 subscribers/, 'Preview channel'],
    ['chat_marketplace_ym2', /members, 362 online/, 'tgme_page_title'],
    ['BotFather', /monthly users/, 'Start Bot'],
    ['support_person', /tgme_page_extra">@support_person/, 'Send Message'],
  ])('%s has the card of its kind', async (name, extra, mark) => {
    const { status, body } = await get(`https://t.me/${name}`)
    expect(status).toBe(200)
    expect(body).toMatch(extra)
    expect(body).toContain(mark)
    expect(body).not.toContain('noindex')
  })

  test('a name that nobody has gets the bare card', async () => {
    const { status, body } = await get('https://t.me/q7x2k9v4m1z8w3p6r5t0')
    expect(status).toBe(200)
    expect(body).toContain('<meta name="robots" content="noindex, nofollow">')
    expect(body).toContain('tgme_icon_user')
    expect(body).not.toContain('tgme_page_title"')
  })

  test('only a channel with posts has a preview; anything else is sent back to its card', async () => {
    expect((await get('https://t.me/s/market_marketplace')).body).toMatch(/<time datetime="\d{4}-\d\d-\d\dT/)
    for (const name of ['tdlibchat', 'nobody_has_this_one'])
      expect((await get(`https://t.me/s/${name}`)).headers.location).toBe(`https://t.me/${name}`)
  })

  test('a path that no name can have ends on the front page, even a broken one', async () => {
    for (const path of ['/%D0%BE%D0%B7%D0%BE%D0%BD', '/%E0%A4%A', '/'])
      expect((await get(`https://t.me${path}`)).headers.location).toBe('https://telegram.org/')
  })
})

describe('the switches', () => {
  const cases: [Behaviour, url: string, status: number, has: string | RegExp, lacks?: string][] = [
    [{ is: 'status', status: 503 }, 'https://docs.ozon.ru/common/', 503, 'технические работы'],
    [{ is: 'soft-404' }, 'https://docs.ozon.ru/common/', 200, 'Страница не найдена'],
    [{ is: 'wall', vendor: 'wbaas' }, 'https://seller.wildberries.ru/', 498, 'Почти готово'],
    [{ is: 'wall', vendor: 'cloudflare' }, 'https://www.ozon.ru/', 403, '_cf_chl_opt'],
    [{ is: 'wall', vendor: 'qrator' }, 'https://www.ozon.ru/', 401, '/__qrator/qauth'],
    [{ is: 'wall', vendor: 'ddos-guard' }, 'https://ok.ru/ozon', 403, '<title>DDoS-Guard'],
    [{ is: 'parked' }, 'https://ozon-hotline.delret.ru/', 200, 'домен припаркован'],
    [{ is: 'needs-script' }, 'https://forms.yandex.ru/surveys/10013648/', 200, 'id="root"', '\n<form'],
    [{ is: 'empty-shell' }, 'https://forms.yandex.ru/surveys/10013648/', 200, 'id="root"', 'form action'],
    [{ is: 'no-form' }, 'https://ozon-hotline.delret.ru/', 200, 'Сообщить о нарушении', '<form'],
    [{ is: 'form-changed' }, 'https://ozon-hotline.delret.ru/', 200, '/newsletter/subscribe', '<textarea'],
    [{ is: 'card-missing' }, 'https://t.me/ozonmarketplace', 200, 'noindex', 'tgme_page_title"'],
    [
      { is: 'card-title', title: 'Чужой <канал>' },
      'https://t.me/ozonmarketplace',
      200,
      'Чужой &lt;канал&gt;',
    ],
    [{ is: 'card-kind', kind: 'user' }, 'https://t.me/ozonmarketplace', 200, 'Send Message', 'subscribers'],
    [{ is: 'card-restricted' }, 'https://t.me/ozonmarketplace', 200, 'displayed because', 'tgme_page_title"'],
    [{ is: 'card-missing' }, 'https://vk.com/ozon', 200, 'Страница удалена либо ещё не создана.'],
    [
      { is: 'phone-removed', phone: '+78002347000' },
      'https://docs.ozon.ru/common/',
      200,
      '009-70-70',
      '2347000',
    ],
    [{ is: 'phone-removed' }, 'https://docs.ozon.ru/common/', 200, 'help@ozon.ru', '009-70-70'],
    [
      { is: 'phone-replaced', phone: '+78002347000', by: '+78006665544' },
      'https://docs.ozon.ru/common/',
      200,
      '+78006665544',
      '234-70-00',
    ],
    [{ is: 'email-removed' }, 'https://docs.ozon.ru/common/', 200, '009-70-70', 'help@ozon.ru'],
    [{ is: 'discontinued-notice' }, 'https://docs.ozon.ru/common/', 200, 'линия больше не работает'],
  ]

  test.each(cases)('%j at %s', async (behaviour, url, status, has, lacks) => {
    const { hostname, pathname } = new URL(url)
    world.set(hostname, pathname, behaviour)
    const switched = await get(url)
    expect(switched.status).toBe(status)
    expect(switched.body).toMatch(has)
    if (lacks) expect(switched.body).not.toContain(lacks)

    world.set(hostname, pathname, { is: 'ok' })
    expect((await get(url)).body).not.toBe(switched.body)
  })

  test('walls and sign-in pages that live elsewhere are redirects to a page that exists', async () => {
    world.set('partner.market.yandex.ru', '*', { is: 'wall', vendor: 'yandex' })
    const captcha = await get('https://partner.market.yandex.ru/')
    expect(captcha.headers['x-yandex-captcha']).toBe('captcha')
    expect((await get(captcha.headers.location ?? '')).body).toContain('Вы не робот?')

    world.set('seller.aliexpress.ru', '*', { is: 'wall', vendor: 'aliexpress' })
    const punish = await get('https://seller.aliexpress.ru/')
    expect((await get(punish.headers.location ?? '')).body).toContain('Captcha Interception')

    world.set('seller.wildberries.ru', '/service-desk-v2', { is: 'login' })
    const signIn = await get('https://seller.wildberries.ru/service-desk-v2')
    expect((await get(signIn.headers.location ?? '')).body).toContain('Получить код')
  })

  test('a redirect may lead to a host with letters beyond Latin', async () => {
    world.set('ok.ru', '/ozon', { is: 'redirect', to: 'https://озон.рф/помощь', status: 301 })
    expect(await get('https://ok.ru/ozon')).toMatchObject({
      status: 301,
      headers: { location: 'https://xn--g1ambb.xn--p1ai/%D0%BF%D0%BE%D0%BC%D0%BE%D1%89%D1%8C' },
    })
  })

  test('the nearest switch wins: query, then path, then host', async () => {
    world.set('docs.ozon.ru', '*', { is: 'status', status: 500 })
    world.set('docs.ozon.ru', '/common/', { is: 'status', status: 502 })
    world.set('docs.ozon.ru', '/common/?a=1', { is: 'ok' })
    const statuses = ['/', '/common', '/common/?a=1'].map(
      async (path) => (await get(`https://docs.ozon.ru${path}`)).status,
    )
    expect(await Promise.all(statuses)).toEqual([500, 502, 200])
  })

  test('a silent host takes the request and never answers', async () => {
    world.set('yandex.ru', '*', { is: 'timeout' })
    const asked = new Promise<void>((resolve) => world.onRequest(() => resolve()))
    const patience = new AbortController()
    const visit = visitor.get('https://yandex.ru/', patience.signal)
    await asked
    patience.abort()
    await expect(visit).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('a reset is a reset and a slow page comes in the end', async () => {
    world.set('ok.ru', '*', { is: 'reset' })
    await expect(get('https://ok.ru/ozon')).rejects.toMatchObject({ code: 'ECONNRESET' })
    world.set('ok.ru', '*', { is: 'slow', delayMs: 30 })
    expect((await get('https://ok.ru/ozon')).status).toBe(200)
  })

  test.each([
    [{ is: 'tls-expired' } as const, 'CERT_HAS_EXPIRED'],
    [{ is: 'tls-wrong-host' } as const, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [{ is: 'tls-untrusted' } as const, 'SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ])('%j shows in the next handshake, of that host alone, and heals', async (behaviour, code) => {
    const url = 'https://business.aliexpress.ru/'
    expect((await get(url)).status).toBe(200)
    world.set('business.aliexpress.ru', '*', behaviour)
    await expect(get(url)).rejects.toMatchObject({ code: expect.stringMatching(code) })
    expect((await get('https://seller.ozon.ru/')).status).toBe(200)
    world.set('business.aliexpress.ru', '*', { is: 'ok' })
    expect((await get(url)).status).toBe(200)
  })
})
