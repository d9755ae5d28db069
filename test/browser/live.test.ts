import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../dashboard/app.ts'
import { type ServedApp, serveApp } from '../../dashboard/serve-app.ts'
import { openMetrics } from '../../src/metrics.ts'
import { attestContact } from '../../src/pipeline/attest-contact.ts'
import { changeMany } from '../../src/pipeline/change-many.ts'
import { editContact } from '../../src/pipeline/edit-contact.ts'
import { reviewContact } from '../../src/pipeline/review-contact.ts'
import { createEvents } from '../../workers/events.ts'
import { type SharedEvents, shareEvents } from '../../workers/shared-events.ts'
import { noon, openTestDashboard, type TestDashboard, type Visitor } from '../support/dashboard.ts'
import { setScene } from '../support/dashboard-scene.ts'
import { launchChromium } from './open-stage.ts'

let house: TestDashboard
let events: SharedEvents
let served: ServedApp
let browser: Browser
let reader: Visitor
let origin = ''

/** The pages are of one process; what people do, they do in another one on the same database. */
beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  const startedAt = Date.now()
  house.pipeline.now = () => new Date(noon.getTime() + Date.now() - startedAt)
  const { pipeline, dataDir, db } = house
  events = await shareEvents(createEvents(openMetrics()), { url: house.url, db, log: pipeline.log }, true)
  const app = createApp({
    ...{ pipeline, events, dataDir, publicUrl: 'http://localhost', version: '0.0.0' },
    readiness: async () => ({ ok: true, checks: [] }),
    metrics: async () => '',
  })
  reader = await house.signIn('editor')
  served = await serveApp(app, { host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${served.port}`
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await served.close()
  await events.close()
  await house.stop()
})

interface Opened {
  page: Page
  context: BrowserContext
  complaints: string[]
  /** Pages that were asked for again since it was last asked. */
  renewals(): number
}

/** A signed-in editor's page that listens already. */
async function open(
  path: string,
  prepare = async (_page: Page): Promise<void> => undefined,
): Promise<Opened> {
  const context = await browser.newContext({ locale: 'ru' })
  const [name = '', value = ''] = reader.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  const page = await context.newPage()
  page.setDefaultTimeout(8_000)
  await prepare(page)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  let renewed = 0
  page.on('request', (request) => {
    if (request.headers()['x-renewal']) renewed += 1
  })
  const listening = page.waitForResponse((response) => response.url().includes('/live?'))
  await page.goto(origin + path)
  await listening
  await page.evaluate('window.stayed = true')
  const renewals = () => {
    const count = renewed
    renewed = 0
    return count
  }
  return { page, context, complaints, renewals }
}

/** It was not loaded again, and the browser had nothing to complain about. */
async function close({ page, context, complaints }: Opened): Promise<void> {
  expect(await page.evaluate('window.stayed')).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
}

/** A page asks again three seconds after it asked last. */
const patience = { timeout: 8_000 }
const vera = { by: 'Вера' }
const word = { how: 'позвонила', note: 'гудки', by: 'Вера' } as const

describe('an open page', () => {
  it('of a contact shows what somebody else did to it, and keeps what is being typed', async () => {
    const opened = await open('/contacts/wb/portal')
    const { page } = opened
    await page.getByLabel('Комментарий').fill('пишу')
    await attestContact(house.pipeline, 'wb/portal', { ...word, says: 'broken' })
    await page.locator('[data-live=state]').getByText('Не работает').waitFor()
    await page.locator('[data-live=main]').getByText('гудки').waitFor()
    await changeMany(house.pipeline, ['wb/portal'], { verb: 'acknowledge' }, vera)
    await editContact(house.pipeline, 'wb/portal', { value: 'https://new.wb.example/' }, vera)
    await page.locator('#value', { hasText: 'https://new.wb.example/' }).waitFor()
    await page.locator('[data-live=edits]').getByText('https://seller.wb.example/').waitFor()
    expect(await page.getByLabel('Комментарий').inputValue()).toBe('пишу')
    await close(opened)
  })

  it('leaves a form alone that somebody fills in, and takes over the rest', async () => {
    const opened = await open('/contacts/wb/chat', (page) => page.clock.install())
    const { page } = opened
    const verbs = page.locator('[data-live=verbs]')
    await verbs.locator('summary').first().click()
    await verbs.getByLabel('Почему').fill('ремонт')
    await changeMany(house.pipeline, ['wb/chat'], { verb: 'assign', owner: 'Вера' }, vera)
    await attestContact(house.pipeline, 'wb/chat', { ...word, says: 'broken' })
    await page.clock.runFor(5_000)
    await page.locator('[data-live=state]').getByText('Не работает').waitFor()
    expect(await verbs.getByLabel('Почему').inputValue()).toBe('ремонт')
    expect(await verbs.textContent()).not.toContain('Вера')
    opened.renewals()
    await page.clock.runFor(60_000)
    expect(opened.renewals()).toBe(0)
    await verbs.getByLabel('Почему').fill('')
    await page.mouse.move(0, 0)
    await page.evaluate('document.activeElement.blur()')
    await page.clock.runFor(60_000)
    await verbs.getByText('Вера').waitFor()
    await close(opened)
  })

  it('of the list shows many changes with few questions, and keeps ticks and focus', async () => {
    const opened = await open('/contacts')
    const { page } = opened
    const box = page.locator('.bulk-box input[value="wb/mail"]')
    await box.check()
    await page.mouse.move(0, 0)
    await page.locator('a[href="/contacts/wb/mail"]').focus()
    opened.renewals()
    const ids = ['ozon/form', 'ozon/phone', 'ozon/news', 'wb/portal', 'wb/chat', 'wb/mail']
    for (const says of ['works', 'broken', 'works', 'broken'] as const)
      for (const id of ids) await attestContact(house.pipeline, id, { ...word, says })
    await expect.poll(() => page.locator('.item.is-broken').count(), patience).toBe(ids.length)
    expect(opened.renewals()).toBeLessThanOrEqual(3)
    expect(await box.isChecked()).toBe(true)
    expect(await page.textContent('[data-selected]')).toBe('1')
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('/contacts/wb/mail')
    await page.locator('[data-select-all] input').check()
    expect(await page.textContent('[data-selected]')).toBe(String(await page.locator('.bulk-box').count()))
    await close(opened)
  })

  it('of the overview counts anew', async () => {
    const opened = await open('/')
    const { page } = opened
    const broken = page.locator('.tile.is-broken b')
    const before = Number(await broken.textContent())
    await attestContact(house.pipeline, 'wb/mail', { ...word, says: 'works' })
    await expect.poll(async () => Number(await broken.textContent()), patience).toBe(before - 1)
    expect(await page.title()).toContain((await page.locator('h1').textContent()) ?? 'a sentence')
    await close(opened)
  })

  it('of the queue says when another contact comes first, and changes nothing under the hand', async () => {
    const opened = await open('/review')
    const { page } = opened
    const notice = page.locator('[data-overtaken]')
    const id = (await notice.getAttribute('data-overtaken')) ?? ''
    const left = await page.locator('[data-live=progress]').textContent()
    expect(await notice.isVisible()).toBe(false)
    await page
      .locator('.answers textarea, .answers input:not([type=hidden])')
      .first()
      .waitFor({ state: 'attached' })
    await reviewContact(house.pipeline, id, {
      ...{ answer: 'could-not', how: '', note: '', newValue: '' },
      by: { id: 1, name: 'Вера' },
    })
    await notice.waitFor({ state: 'visible' })
    expect(await page.locator('[data-live=progress]').textContent()).not.toBe(left)
    expect(await notice.getAttribute('data-overtaken')).toBe(id)
    await close(opened)
  })

  it('whose session ended stays as it was, without a word of complaint', async () => {
    const opened = await open('/contacts/wb/mail', (page) => page.clock.install())
    const { page, context } = opened
    const before = await page.locator('[data-live=state]').textContent()
    await context.clearCookies()
    const asked = page.waitForResponse((response) => response.url().endsWith('/sign-in'))
    await changeMany(house.pipeline, ['wb/mail'], { verb: 'acknowledge' }, vera)
    await page.clock.runFor(5_000)
    await asked
    const again = page.waitForResponse((response) => response.url().includes('/live?'))
    await page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
    expect((await again).status()).toBe(204)
    expect(await page.locator('[data-live=state]').textContent()).toBe(before)
    await close(opened)
  })

  it('that nobody sees listens to nothing, and catches up when it is seen again', async () => {
    const opened = await open('/contacts/ozon/form')
    const { page } = opened
    const state = page.locator('[data-live=state]')
    await attestContact(house.pipeline, 'ozon/form', { ...word, says: 'works' })
    await state.getByText('Работает', { exact: true }).waitFor()
    const show = (how: string) =>
      page.evaluate(`
        Object.defineProperty(document, 'visibilityState', { value: '${how}', configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))`)
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/live?'))
    await show('hidden')
    await ended
    await attestContact(house.pipeline, 'ozon/form', { ...word, says: 'broken' })
    opened.renewals()
    await show('visible')
    await state.getByText('Не работает').waitFor()
    expect(opened.renewals()).toBeGreaterThan(0)
    await close(opened)
  })
})
