import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServedApp, serveApp } from '../../dashboard/serve-app.ts'
import { alive } from '../../src/domain/verdict.ts'
import { recordCheck } from '../../src/pipeline/record-check.ts'
import { createInvite } from '../../src/store/people.ts'
import { takeCheck } from '../../src/store/take-checks.ts'
import { noon, openTestDashboard, type TestDashboard, type Visitor } from '../support/dashboard.ts'
import { setScene } from '../support/dashboard-scene.ts'
import { launchChromium } from './open-stage.ts'

let house: TestDashboard
let served: ServedApp
let browser: Browser
let editor: Visitor
let origin = ''

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  house.pipeline.wake.runHosts = async (wishes) => {
    for (const host of wishes.flatMap(({ hosts }) => hosts)) setImmediate(() => void finishWaiting(host))
  }
  editor = await house.signIn('editor')
  served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${served.port}`
  browser = await launchChromium()
})

afterAll(async () => {
  await browser.close()
  await served.close()
  await house.stop()
})

/** What a worker would do: takes the waiting check of a host and finds the contact alive. */
async function finishWaiting(host: string): Promise<void> {
  const check = await takeCheck(house.db, host, noon)
  if (!check) return
  await recordCheck(house.pipeline, check, {
    observation: {
      evidence: {},
      facts: [{ label: 'title', value: 'Кабинет' }],
      via: 'http',
      httpStatus: 200,
      finalUrl: null,
      startedAt: noon,
      durationMs: 5,
      trace: ['GET https://seller.wb.example/ -> 200'],
    },
    verdict: alive(),
    memory: null,
    screenshot: null,
  })
}

type Options = Parameters<Browser['newContext']>[0]

/** A page of a signed-in editor that fails its test when the browser complains. */
async function openPage(
  options: Options = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext(options)
  const [name = '', value = ''] = editor.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, context, complaints }
}

describe('the pages in a browser', () => {
  it('sign a new editor in by a link', async () => {
    const secret = await createInvite(house.db, 'editor', noon)
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    await page.goto(`${origin}/`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await page.goto(`${origin}/sign-in/${secret}`)
    await page.getByLabel('Your name').fill('Pat')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(`${origin}/`)
    expect(await page.textContent('footer')).toContain('Pat, editor')
    await page.getByRole('button', { name: 'Рус' }).click()
    await page.waitForFunction("document.documentElement.lang === 'ru'")
    await page.getByRole('button', { name: 'Выйти' }).click()
    await page.waitForURL(`${origin}/sign-in`)
    await context.close()
  })
})

describe('checking now', () => {
  it('shows the result without a reload, and keeps what was typed and the focus', async () => {
    await house.db.updateTable('users').set({ language: 'ru' }).execute()
    const { page, context, complaints } = await openPage()
    await page.goto(`${origin}/contacts/wb/portal`)
    await page.evaluate('window.stayed = true')
    await page.getByLabel('Комментарий').fill('пишу')
    await page.getByRole('button', { name: 'Проверить сейчас' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Проверено: на месте').waitFor()
    expect(await page.getByText('Работает', { exact: true }).first().isVisible()).toBe(true)
    expect(await page.textContent('[data-live=main]')).toContain('GET https://seller.wb.example/ -> 200')
    expect(await page.evaluate('window.stayed')).toBe(true)
    expect(await page.getByLabel('Комментарий').inputValue()).toBe('пишу')
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Проверить сейчас')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('works without scripts', async () => {
    const { page, context } = await openPage({ javaScriptEnabled: false })
    await page.goto(`${origin}/contacts/wb/chat`)
    await page.getByRole('button', { name: 'Проверить сейчас' }).click()
    // The page asks again by itself until the check is done.
    await page.getByText('На месте').waitFor()
    await page.getByRole('link', { name: 'К контакту' }).click()
    expect(await page.textContent('h1')).toBe('Чат продавцов')
    await context.close()
  })
})

describe('the keyboard', () => {
  it('finds the search by the key of the slash, on the Russian layout too', async () => {
    const { page, context } = await openPage()
    for (const key of ['/', '.']) {
      await page.goto(`${origin}/help`)
      await page.evaluate(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', code: 'Slash', bubbles: true }))`,
      )
      expect(await page.evaluate('document.activeElement.name')).toBe('q')
    }
    await context.close()
  })
})
