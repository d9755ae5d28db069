import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, serveApp } from '../../dashboard/serve-app.ts'
import { alive } from '../../src/domain/verdict.ts'
import { recordCheck } from '../../src/pipeline/record-check.ts'
import { createInvite } from '../../src/store/people.ts'
import { takeCheck } from '../../src/store/take-checks.ts'
import { noon, openTestDashboard, type TestDashboard } from '../support/dashboard.ts'
import { setScene } from '../support/dashboard-scene.ts'
import { bareJpeg } from '../support/small-pictures.ts'
import { launchChromium } from './open-stage.ts'

let house: TestDashboard
let served: ServedApp
let browser: Browser
let origin = ''

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  // What a worker would do: the waiting check of a host finds its contact alive.
  house.pipeline.wake.runHosts = async (wishes) => {
    for (const host of wishes.flatMap(({ hosts }) => hosts)) setImmediate(() => void finish(host))
  }
  served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${served.port}`
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await served.close()
  await house.stop()
})

async function finish(host: string): Promise<void> {
  const check = await takeCheck(house.db, host, noon)
  if (!check) return
  const seen = { evidence: {}, facts: [], via: 'http' as const, httpStatus: 200, finalUrl: null, trace: [] }
  const observation = { ...seen, startedAt: noon, durationMs: 5 }
  await recordCheck(house.pipeline, check, { observation, verdict: alive(), memory: null, screenshot: null })
}

/** A key as a keyboard with the Russian layout sends it: its place, and the Russian letter. */
async function pressRussian(page: Page, code: string, key: string): Promise<void> {
  const event = `new KeyboardEvent('keydown', { code: '${code}', key: '${key}', bubbles: true, cancelable: true })`
  await page.evaluate(`(document.activeElement ?? document.body).dispatchEvent(${event})`)
}

it('an administrator comes by the link, sees the dispute, checks, takes an incident, attests by keys alone, invites', {
  timeout: 120_000,
}, async () => {
  const page = await browser.newPage({ locale: 'ru-RU' })
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))

  await page.goto(`${origin}/sign-in/${await createInvite(house.db, 'admin', noon)}`)
  await page.getByLabel('Как вас зовут').fill('Ольга')
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.waitForURL(`${origin}/`)
  const dispute = page.getByRole('region', { name: 'Источники спорят' })
  expect(await dispute.textContent()).toContain('+78002000000')

  await page.goto(`${origin}/contacts/wb/portal`)
  await pressRussian(page, 'KeyC', 'с')
  await page.getByText('Проверено: на месте').waitFor()

  await page.goto(`${origin}/incidents`)
  await page.locator('main a[href^="/incidents/"]').first().click()
  await page.getByRole('button', { name: 'Взять в работу' }).click()
  await page.getByText('Взял в работу: Ольга.').waitFor()

  await pressRussian(page, 'KeyG', 'п')
  await pressRussian(page, 'KeyR', 'к')
  await page.waitForURL(`${origin}/review`)
  expect(await page.textContent('#subject')).toBe('Горячая линия')
  await pressRussian(page, 'Digit3', '3')
  expect(await page.evaluate('document.activeElement.name')).toBe('value')
  await page.keyboard.type('12')
  expect(new URL(page.url()).search).toBe('')
  await page.goto(`${origin}/review`)
  await pressRussian(page, 'Digit2', '2')
  await page.getByText('Записано: Горячая линия — не работает.').waitFor()
  await pressRussian(page, 'KeyZ', 'я')
  await page.getByText('Отменено: Горячая линия').waitFor()
  await pressRussian(page, 'KeyS', 'ы')
  await page.waitForURL(/after=/)
  expect(await page.textContent('#subject')).toBe('Форма для жалоб на отзывы')
  await page.goto(`${origin}/review`)
  await page.keyboard.press('1')
  await page.getByText('Записано: Горячая линия — работает.').waitFor()
  const { status } = await house.db
    .selectFrom('standings')
    .select('status')
    .where('contact_id', '=', 'ozon/phone')
    .executeTakeFirstOrThrow()
  expect(status).toBe('fresh')

  await page.goto(`${origin}/settings/people`)
  await page.getByLabel('Ozon').check()
  await page.getByRole('button', { name: 'Создать ссылку' }).click()
  const link = await page.locator('.is-once pre').textContent()
  expect(complaints).toEqual([])

  const other = await (await browser.newContext({ locale: 'ru-RU' })).newPage()
  await other.goto(origin + new URL(link?.trim() ?? '').pathname)
  await other.getByLabel('Как вас зовут').fill('Пётр')
  await other.getByRole('button', { name: 'Войти' }).click()
  await other.waitForURL(`${origin}/`)
  expect(await other.textContent('footer')).toContain('Пётр, редактор')
})

it('keys do nothing for whoever turned them off, and every answer is a button without scripts', {
  timeout: 120_000,
}, async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ru-RU' })
  const page = await context.newPage()
  await page.goto(`${origin}/sign-in/${await createInvite(house.db, 'editor', noon)}`)
  await page.getByLabel('Как вас зовут').fill('Анна')
  await page.getByRole('button', { name: 'Войти' }).click()
  await page.goto(`${origin}/settings`)
  await page.getByRole('button', { name: 'Выключить' }).click()
  await page.goto(`${origin}/contacts/ozon/news`)
  await page.getByRole('radio', { name: 'Работает', exact: true }).check()
  await page.getByLabel('Снимок').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: bareJpeg })
  await page.getByRole('button', { name: 'Записать' }).click()
  await page.getByRole('img', { name: 'Снимок, приложил: Анна' }).waitFor()
  await page.goto(`${origin}/review`)
  await page.getByRole('button', { name: 'Не нашёл' }).click()
  await page.getByText('не смог проверить').first().waitFor()
  const scripted = await browser.newContext({ locale: 'ru-RU' })
  await scripted.addCookies(await context.cookies())
  const again = await scripted.newPage()
  await again.goto(`${origin}/help`)
  await pressRussian(again, 'KeyG', 'п')
  await pressRussian(again, 'KeyK', 'л')
  await pressRussian(again, 'Slash', '.')
  expect(await again.evaluate('document.activeElement.name ?? null')).toBe(null)
  expect(again.url()).toBe(`${origin}/help`)
})
