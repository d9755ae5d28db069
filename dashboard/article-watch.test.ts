import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addArticle } from '../src/pipeline/add-article.ts'
import { refetchDueArticles } from '../src/pipeline/refetch-articles.ts'
import { writeArticleKb } from '../test/support/article-scene.ts'
import { openTools } from '../test/support/check-tools.ts'
import { formOf, noon, openTestDashboard, type TestDashboard } from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'
import { type Served, serve } from '../test/support/serve.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const filler = `<p>${'Ещё несколько слов о жизни продавцов на площадках. '.repeat(30)}</p>`
const page = (said: string) =>
  `<html lang="ru"><head><title>Куда писать продавцу</title></head><body><h1>Куда писать продавцу Озон</h1>${said}${filler}</body></html>`

let site: Served
let tools: Awaited<ReturnType<typeof openTools>>
let house: TestDashboard
let kbDir = ''
let id = 0
let now = noon
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: '' }
let online = true

beforeAll(async () => {
  kbDir = await writeArticleKb()
  site = await serve((request, response) => {
    const { status, body, headers = {} } = answer
    const same = headers.etag !== undefined && request.headers['if-none-match'] === headers.etag
    response.writeHead(same ? 304 : status, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
    response.end(same ? undefined : body)
  })
  tools = await openTools()
  house = await openTestDashboard({ kbDir })
  await setScene(house.pipeline)
  const text = page(
    '<p>Озон отвечает по форме https://seller.ozon.example/appeals.</p><p>Почта Озон: old@ozon.example.</p>',
  )
  const added = await addArticle(
    house.pipeline,
    {
      ...{ title: '', url: `${site.origin}/a`, publisher: 'blog.example', asOf: null },
      content: { cameBy: 'fetched', text, format: 'html' },
    },
    { by: 'Анна', kbDir },
  )
  id = added.state === 'refused' ? 0 : added.id
})
afterAll(async () => {
  await Promise.all([house.stop(), tools.close(), site.close()])
  await rm(kbDir, { recursive: true, force: true })
})

const article = () =>
  house.db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
/** The dashboard's clock stands still, or sessions would end between two looks. */
const show = async () => {
  const { cookie } = await house.signIn('admin')
  return (await house.app.request(`/articles/${id}`, { headers: { Cookie: cookie } })).text()
}

/** Moves the clock to when the article is due, and lets the checker look. */
async function comeDue(): Promise<number> {
  now = (await article()).next_fetch_at ?? now
  const runner = { net: tools.net, isOnline: async () => online, hostGapMs: 5_000, kbDir }
  return refetchDueArticles(
    { ...house.pipeline, now: () => now },
    { ...runner, stopping: new AbortController().signal },
  )
}

describe('an article with an address', () => {
  it('is due in a week, more or less, and is not asked for before', async () => {
    const days = ((await article()).next_fetch_at?.getTime() ?? 0) - now.getTime()
    expect(days / dayMs).toBeGreaterThan(5.9)
    expect(days / dayMs).toBeLessThan(8.1)
    const runner = { net: tools.net, isOnline: async () => true, hostGapMs: 0, kbDir }
    expect(
      await refetchDueArticles(
        { ...house.pipeline, now: () => now },
        { ...runner, stopping: new AbortController().signal },
      ),
    ).toBe(0)
    expect(site.requests).toHaveLength(0)
  })

  it('becomes suggestions where its page says otherwise, and keeps the newer text', async () => {
    const body = page(
      '<p>Озон больше не отвечает: форма https://seller.ozon.example/appeals больше не работает.</p><p>Почта Озон: new@ozon.example.</p>',
    )
    answer = { status: 200, body, headers: { etag: '"v2"' } }
    expect(await comeDue()).toBe(1)
    const shown = await show()
    expect(shown).toContain('Статья изменилась')
    expect(shown).toMatch(/Появился контакт:<\/strong> <span class="value">new@ozon\.example/)
    expect(shown).toMatch(/Пропал контакт:<\/strong> <span class="value">old@ozon\.example/)
    expect(shown).toMatch(
      /Теперь пишут, что не работает:<\/strong> <span class="value">https:\/\/seller\.ozon/,
    )
    expect((await article()).text).toContain('new@ozon.example')
    expect(shown).toContain('Страница прочитана')
  })

  it('is asked only whether it changed, and an unchanged one brings nothing', async () => {
    const asked = site.requests.length
    expect(await comeDue()).toBe(1)
    expect(site.requests[asked]?.headers['if-none-match']).toBe('"v2"')
    expect(await house.db.selectFrom('article_suggestions').select('id').execute()).toHaveLength(3)
  })

  it('keeps its place in the line of its host', async () => {
    now = (await article()).next_fetch_at ?? now
    const host = new URL(site.origin).host
    const held = { held_by: 'somebody', held_until: new Date(now.getTime() + 20_000) }
    await house.db.updateTable('hosts').set(held).where('name', '=', host).execute()
    const asked = site.requests.length
    expect(await comeDue()).toBe(0)
    expect(site.requests).toHaveLength(asked)
    expect((await article()).next_fetch_at).toEqual(held.held_until)
    now = new Date(held.held_until.getTime() + 1)
    await house.db.updateTable('articles').set({ next_fetch_at: now }).where('id', '=', id).execute()
    expect(await comeDue()).toBe(1)
  })
})

describe('a suggestion', () => {
  const decide = async (change: 'added' | 'removed' | 'claim', act: string) => {
    const row = house.db.selectFrom('article_suggestions').select('id').where('change', '=', change)
    const { id: number } = await row.executeTakeFirstOrThrow()
    return house.app.request(
      `/articles/${id}/suggestions/${number}`,
      formOf(await house.signIn('admin'), { act }),
    )
  }

  it('that is accepted writes the new contact into the files', async () => {
    expect((await decide('added', 'accept')).status).toBe(303)
    expect(await readFile(path.join(kbDir, 'ozon.yaml'), 'utf8')).toContain("value: 'new@ozon.example'")
    expect(await show()).not.toContain('Появился контакт')
  })

  it('that is accepted has the contact checked at once', async () => {
    await decide('claim', 'accept')
    const open = await house.db.selectFrom('open_checks').select(['contact_id', 'asked_by']).execute()
    expect(open).toEqual([{ contact_id: 'ozon/form', asked_by: expect.any(String) }])
  })

  it('that is dismissed is not asked again, and every decision is in the log', async () => {
    await decide('removed', 'dismiss')
    expect((await decide('removed', 'accept')).status).toBe(303)
    expect(await show()).not.toContain('Статья изменилась')
    const audit = await house.db
      .selectFrom('audit')
      .select('action')
      .where('action', 'like', 'article-suggestion%')
      .orderBy('id')
      .execute()
    expect(audit.map(({ action }) => action)).toEqual([
      'article-suggestion-accept',
      'article-suggestion-accept',
      'article-suggestion-dismiss',
    ])
  })
})

describe('an article that cannot be fetched', () => {
  it('keeps its last good text, and says since when', async () => {
    const { text, fetched_at: fetchedAt } = await article()
    answer = { status: 404, body: page('<p>Страница не найдена</p>') }
    await comeDue()
    expect(await article()).toMatchObject({
      text,
      fetched_at: fetchedAt,
      failure: 'http/not-found',
      gone_at: null,
    })
    expect((await article()).next_fetch_at).toEqual(new Date(now.getTime() + hourMs))
    expect(await show()).toContain('Страница статьи не открывается с')
  })

  it('is not blamed for a network of ours that is down', async () => {
    online = false
    const before = await article()
    await comeDue()
    online = true
    expect((await article()).asked_at).toEqual(before.asked_at)
  })

  it('is called gone after the time that confirms a missing page', async () => {
    for (let day = 0; day < 4; day += 1) await comeDue()
    expect((await article()).gone_at).not.toBeNull()
    expect(await show()).toContain('Статьи больше нет: подтверждено')
  })

  it('is back when it answers, but a wall is no article', async () => {
    answer = {
      status: 200,
      body: '<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x"></script>',
    }
    await comeDue()
    expect((await article()).text).not.toContain('Just a moment')
    answer = { status: 200, body: page('<p>Почта Озон: new@ozon.example.</p>') }
    await comeDue()
    expect(await article()).toMatchObject({ failing_since_at: null, gone_at: null, failure: null })
  })

  it('leaves a host alone that asks for it', async () => {
    answer = { status: 429, body: 'slow', headers: { 'retry-after': '7200' } }
    await comeDue()
    const { next_fetch_at: next } = await article()
    expect(next?.getTime()).toBeGreaterThanOrEqual(now.getTime() + 7_200_000)
  })
})
