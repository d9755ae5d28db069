import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { until } from '../support/pipeline.ts'
import { type Product, startProduct } from '../support/product.ts'
import { environmentOf } from '../world/environment.ts'
import { startWorld, type World } from '../world/world.ts'
import { keepPicture, signIn } from './open-dashboard.ts'

/** A day in little more than four seconds; every rule stays what it is. */
const timeScale = 20_000
const limitMs = 240_000

interface Listed {
  items: { id: string; status: string }[]
}

describe.each(['postgres', 'redis'])('with the queue on %s', (backend) => {
  let world: World
  let product: Product

  beforeAll(async () => {
    world = await startWorld()
    product = await startProduct({
      ...environmentOf(world),
      STILLTHERE_TIME_SCALE: String(timeScale),
      ...(backend === 'redis' && { REDIS_URL: inject('redisUrl') }),
    })
  }, 60_000)

  afterAll(async () => {
    await product.stop()
    await world.stop()
  })

  const broken = ['ozon/ethics', 'ozon/phone-free', 'ozon/telegram']
  const statusOf = async (id: string) => (await product.api<{ status: string }>(`/contacts/${id}`)).status
  const idsWith = async (status: string) =>
    (await product.api<Listed>(`/contacts?status=${status}&limit=200`)).items.map(({ id }) => id).sort()

  it('three breaks become three incidents and three mails, and their healing three more', {
    timeout: limitMs,
  }, async () => {
    const contacts = (await product.api<Listed>('/contacts?limit=200')).items
    expect(contacts).toHaveLength(55)
    for (const id of broken) await until(async () => (await statusOf(id)) === 'fresh', 200)

    world.set('ozon-hotline.delret.ru', '*', { is: 'no-form' })
    world.set('docs.ozon.ru', '*', { is: 'phone-removed', phone: '+78002347000' })
    world.set('t.me', '/ozonmarketplace', { is: 'card-missing' })
    for (const id of broken) await until(async () => (await statusOf(id)) === 'broken', 200)
    await until(async () => world.smtp.messages.length >= 3, 100)

    const opened = world.smtp.messages.map(({ parsed }) => parsed)
    expect(opened.map(({ subject }) => subject?.match(/^\[(\S+)\]/)?.[1])).toEqual([
      'Сломан',
      'Сломан',
      'Сломан',
    ])
    expect(new Set(opened.map(({ messageId }) => messageId)).size).toBe(3)
    const text = opened.map((mail) => mail.text ?? '').join('\n')
    for (const id of broken) expect(text).toContain(`/contacts/${id}`)
    expect((await product.api<{ items: unknown[] }>('/incidents')).items).toHaveLength(3)
    expect(await idsWith('broken')).toEqual(broken)
    if (backend === 'postgres') await seeOverview()

    world.reset()
    for (const id of broken) await until(async () => (await statusOf(id)) === 'fresh', 200)
    await until(async () => world.smtp.messages.length >= 6, 100)
    const resolved = world.smtp.messages.slice(3).map(({ parsed }) => parsed)
    expect(resolved.map(({ subject }) => subject?.match(/^\[(\S+)\]/)?.[1])).toEqual([
      'Исправлен',
      'Исправлен',
      'Исправлен',
    ])
    expect(new Set(resolved.map(({ inReplyTo }) => inReplyTo))).toEqual(
      new Set(opened.map(({ messageId }) => messageId)),
    )
    expect(await idsWith('broken')).toEqual([])
  })

  /** The dashboard says the same: three broken, each with a link to its page. */
  async function seeOverview(): Promise<void> {
    const { page, close } = await signIn(product.output(), 'Анна')
    expect(await page.locator('h1').innerText()).toMatch(/3 контакта требуют правки/)
    for (const id of broken)
      expect(await page.locator(`main a[href="/contacts/${id}"]`).count()).toBeGreaterThan(0)
    await keepPicture(page, 'overview')
    await close()
  }

  it('a contact is checked on demand, through the pipeline, and the answer waited for', async () => {
    world.set('t.me', '/market_marketplace', { is: 'card-missing' })
    const { check } = await product.api<{ check: { id: number } }>(
      '/contacts/yandex-market/channel/recheck',
      { method: 'POST' },
    )
    const answer = await product.api<{ state: string; verdict: { state: string; reason: { code: string } } }>(
      `/checks/${check.id}?wait=25`,
    )
    expect(answer).toMatchObject({
      state: 'done',
      verdict: { state: 'gone', reason: { code: 'telegram/no-such-name' } },
    })
    world.reset()
  })
})
