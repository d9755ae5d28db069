import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applySplices } from '../src/domain/splice.ts'
import { readKb } from '../src/kb/read-kb.ts'
import { readJudgedArticle } from '../src/pipeline/read-article.ts'
import { createInvite, readSession, useInvite } from '../src/store/people.ts'
import { addSceneArticle, articleText, writeArticleKb } from '../test/support/article-scene.ts'
import {
  formOf,
  noon,
  openTestDashboard,
  type TestDashboard,
  type Visitor,
} from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'

let house: TestDashboard
let anna: Visitor
let kbDir = ''
let id = 0

beforeAll(async () => {
  kbDir = await writeArticleKb()
  house = await openTestDashboard({ kbDir })
  await setScene(house.pipeline)
  anna = await house.signIn('admin')
  id = await addSceneArticle(house.pipeline)
})
afterAll(async () => {
  await house.stop()
  await rm(kbDir, { recursive: true, force: true })
})

const get = (address: string) => house.app.request(address, { headers: { Cookie: anna.cookie } })
const read = async (address: string) => (await get(address)).text()
const post = (address: string, fields: Record<string, string> = {}) =>
  house.app.request(address, formOf(anna, fields))

/** Hands in an article as the form does. */
function hand(fields: Record<string, string | File>) {
  const body = new FormData()
  for (const [name, value] of Object.entries({ csrf: anna.csrf, ...fields })) body.set(name, value)
  const headers = { Cookie: anna.cookie, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }
  return house.app.request('/articles', { method: 'POST', headers, body })
}

describe('an article', () => {
  it('is listed with its health as a sentence and a date', async () => {
    const page = await read('/articles')
    expect(page).toContain('Куда писать продавцу')
    expect(page).toContain(
      '2 из 4 контактов не работают; проверено 22 ноября 2026. Ещё не отслеживается: 1 контакт.',
    )
  })

  it('shows what is stale, why, and what could stand there', async () => {
    const page = await read(`/articles/${id}`)
    expect(page).toMatch(
      /<mark class="passage is-broken" id="passage-1">https:\/\/seller\.ozon\.example\/appeals/,
    )
    expect(page).toMatch(/<mark class="passage is-suspect" id="passage-2">8 \(800\) 200-00-00/)
    expect(page).toContain('t.me/wbchat_new')
    expect(page).toContain('строка 8')
    expect(page).toContain('контакт назван, но ссылки или номера нет')
  })

  it('leads from one place to the next, and round again', async () => {
    const stops = async (at: string) => {
      const page = await read(`/articles/${id}${at}`)
      return ['KeyN', 'KeyP'].map(
        (key) => new RegExp(`data-key="${key}" href="[^"]*at=(\\d+)#`).exec(page)?.[1],
      )
    }
    expect(await stops('')).toEqual(['1', '3'])
    expect(await stops('?at=1')).toEqual(['2', '3'])
    expect(await stops('?at=3')).toEqual(['1', '2'])
  })

  it('gives its corrected text, and a patch that makes the same text', async () => {
    const article = await readJudgedArticle(house.pipeline, id)
    const corrected = applySplices(articleText, article?.corrections ?? [])
    expect(corrected).toBe(articleText.replace('t.me/wbchat', 't.me/wbchat_new'))
    expect(await read(`/articles/${id}`)).toContain('t.me/wbchat_new, почта')
    const patch = await get(`/articles/${id}/patch`)
    expect(patch.headers.get('content-disposition')).toBe(`attachment; filename="article-${id}.patch"`)
    const lines = (await patch.text()).split('\n')
    expect(lines.filter((line) => /^[-+](?![-+]{2})/.test(line))).toEqual([
      '-Чат продавцов Вайлдберриз в Telegram — t.me/wbchat, почта seller@wb.example.',
      '+Чат продавцов Вайлдберриз в Telegram — t.me/wbchat_new, почта seller@wb.example.',
    ])
  })
})

describe('an article that is handed in', () => {
  it('may be pasted, and the same text twice is one article', async () => {
    const fields = { text: 'Звоните Озон:\r\n8 800 200-00-00.', publisher: 'blog.example' }
    const first = (await hand(fields)).headers.get('location')
    expect(first).toMatch(/^\/articles\/\d+$/)
    expect((await hand(fields)).headers.get('location')).toBe(`${first}?told=known`)
    expect(await read(`${first}`)).toContain('строка 2')
    expect((await post(`${first}/delete`)).headers.get('location')).toBe('/articles')
    expect((await get(`${first}`)).status).toBe(404)
  })

  it('may be a file in the usual Russian encoding', async () => {
    const bytes = new Uint8Array([0xd7, 0xe0, 0xf2, 0x3a, 0x20, ...Buffer.from('https://t.me/wbchat')])
    const answer = await hand({ file: new File([bytes], 'a.txt'), url: 'https://www.blog.example/a' })
    const page = await read(answer.headers.get('location') ?? '')
    expect(page).toContain('Чат: <mark')
    expect(page).toContain('blog.example')
  })

  it.each([
    [{ publisher: 'x', text: ' \n' }, 'Текста нет'],
    [{ text: 'x' }, 'Назовите издание'],
    [{ text: 'x', url: 'javascript:alert(1)' }, 'Адрес не подходит'],
    [{ text: 'x', publisher: 'x', asOf: '2026-02-31' }, 'Дата не подходит'],
    [{ publisher: 'x', text: '', file: new File(['%PDF-1.7'], 'a.txt') }, 'Это не текст'],
    [{ publisher: 'x', text: 'я'.repeat(1_048_577) }, 'больше 2 МБ'],
  ] as const)('is refused with a reason, and what was typed stays: %#', async (fields, why) => {
    const answer = await hand(fields)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(why)
  })

  it('is refused above the limit of the request, which no other page shares', async () => {
    expect((await hand({ text: 'x'.repeat(2_300_000), publisher: 'x' })).status).toBe(413)
    expect((await post(`/articles/${id}/delete`, { x: 'x'.repeat(300_000) })).status).toBe(413)
  })

  it('is never rendered as HTML, whatever it holds', async () => {
    const hostile = `<p>Озон: <a href="https://t.me/wbchat">чат</a></p><script>alert(1)</script><img src=x onerror=alert(2)>
<textarea></textarea><b>\u202e8 800 200-00-00</b> &lt;script&gt;alert(3)&lt;/script&gt; <!-- <p> </mark>`
    const file = new File([hostile], 'a.html')
    const answer = await hand({ file, publisher: '<i>x</i>', title: '"><script>t' })
    const page = await read(answer.headers.get('location') ?? '')
    const main = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? ''
    expect(main).toContain('https://t.me/wbchat')
    expect(main).not.toMatch(/<script|<img|<b>|<i>/)
    // What is copied back is the text as it was, so only there may characters stand that reorder it.
    expect(main.replace(/<textarea[\s\S]*?<\/textarea>/, '')).not.toContain('\u202e')
    expect(main.match(/<textarea/g)).toHaveLength(1)
    expect(main).toContain('&lt;script&gt;alert(3)')
  })
})

describe('a text made to be slow', () => {
  it.each([
    ['spaces', 'x.html', ' '.repeat(1_000_000)],
    ['open brackets', 'x.html', '<'.repeat(1_000_000)],
    ['open scripts', 'x.html', '<script>'.repeat(120_000)],
    ['places', 'x.txt', 't.me/shop_news_one\n'.repeat(3_000)],
  ])('is taken and shown in the time of a page: %s', async (_, name, text) => {
    const file = new File([`Озон: t.me/wbchat ${text}`], name)
    // Processor time: a thread that waits for a busy machine is not slow.
    const before = process.cpuUsage()
    const answer = await hand({ file, publisher: 'x' })
    expect((await get(answer.headers.get('location') ?? '')).status).toBe(200)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(10_000)
  })
})

describe('import', () => {
  it('is refused to editors of other marketplaces', async () => {
    const limits = { marketplaces: ['wb'], by: 'Анна' }
    const secret = await createInvite(house.db, 'editor', noon, null, limits)
    const signedIn = await useInvite(house.db, secret, 'Борис', 'ru', noon)
    const session = signedIn && (await readSession(house.db, signedIn.sessionId, noon))
    const boris = { cookie: `stillthere=${signedIn?.sessionId}`, csrf: session?.csrfToken ?? '' }
    const passage = (await offered())[0]?.[1] ?? ''
    const answer = await house.app.request(`/articles/${id}/import`, formOf(boris, { passage, act: 'write' }))
    expect(answer.status).toBe(403)
  })

  const offered = async () => [...(await read(`/articles/${id}`)).matchAll(/name="passage" value="(\d+)"/g)]

  it('shows the difference first and writes nothing', async () => {
    const [only, ...more] = await offered()
    expect(more).toEqual([])
    expect(await read(`/articles/${id}`)).toContain('уверенность высокая')
    const before = await readFile(path.join(kbDir, 'ozon.yaml'), 'utf8')
    const page = await (
      await post(`/articles/${id}/import`, { passage: only?.[1] ?? '', act: 'dry-run' })
    ).text()
    expect(page).toContain('Ещё ничего не записано')
    expect(page).toContain('+  telegram-t-me-ozon-sellers-desk:')
    expect(await readFile(path.join(kbDir, 'ozon.yaml'), 'utf8')).toBe(before)
  })

  it('writes contacts with the article as their source, and doing it twice adds nothing', async () => {
    const passage = (await offered())[0]?.[1] ?? ''
    const page = await (await post(`/articles/${id}/import`, { passage, act: 'write' })).text()
    expect(page).toContain('Записано: 1 контакт.')
    const text = await readFile(path.join(kbDir, 'ozon.yaml'), 'utf8')
    expect(text).toContain('- { source: article, says: works } # so it says\n  telegram-')
    expect(text).toMatch(/# the end\n$/)
    const kb = await readKb(kbDir, house.pipeline.kinds)
    const contact = kb.ok ? kb.kb.contacts.find(({ kind }) => kind === 'telegram') : null
    expect(contact).toMatchObject({
      id: 'ozon/telegram-t-me-ozon-sellers-desk',
      value: 'https://t.me/ozon_sellers_desk',
      audience: 'seller',
      claims: [{ source: 'blog-example', says: 'works', asOf: '2026-10-01' }, { says: 'hours' }],
    })
    const again = await (await post(`/articles/${id}/import`, { passage, act: 'write' })).text()
    expect(again).toContain('Добавлять нечего')
    expect(await readFile(path.join(kbDir, 'ozon.yaml'), 'utf8')).toBe(text)
  })
})
