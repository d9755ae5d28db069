import { rm } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServedApp, serveApp } from '../../dashboard/serve-app.ts'
import { readKb } from '../../src/kb/read-kb.ts'
import { syncKb } from '../../src/pipeline/sync-kb.ts'
import { writeArticleKb } from '../support/article-scene.ts'
import { openTestDashboard, type TestDashboard } from '../support/dashboard.ts'
import { launchChromium } from './open-stage.ts'

let house: TestDashboard
let served: ServedApp
let browser: Browser
let kbDir = ''
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  kbDir = await writeArticleKb()
  house = await openTestDashboard({ kbDir })
  await readIn()
  served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${served.port}`
  browser = await launchChromium()
  const context = await browser.newContext({ baseURL: url })
  const [name = '', value = ''] = (await house.signIn('admin')).cookie.split('=')
  await context.addCookies([{ name, value, url }])
  page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await house.stop()
  await rm(kbDir, { recursive: true, force: true })
})

/** What the watcher of the files does in the running product. */
async function readIn(): Promise<void> {
  const read = await readKb(kbDir, house.pipeline.kinds)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'))
  await syncKb(house.pipeline, read.kb)
}

const text =
  'Продавцам Озон отвечает чат @ozon_desk_old.\n\nФорма Озон: https://seller.ozon.example/appeals.\n'

it('an editor pastes an article, has its contact watched, and later copies the corrected text', {
  timeout: 60_000,
}, async () => {
  await page.goto('/articles')
  await page.getByRole('link', { name: 'Добавить статью' }).click()
  await page.getByLabel('Текст статьи').fill(text)
  await page.getByLabel('Издание').fill('blog.example')
  await page.getByRole('button', { name: 'Найти контакты' }).click()
  await page.getByRole('checkbox', { name: 'ozon_desk_old' }).check()
  await page.getByRole('button', { name: 'Показать, что изменится' }).click()
  await page.getByText('Ещё ничего не записано').waitFor()
  expect(await page.locator('pre').innerText()).toContain('+    value: ')
  await page.getByRole('button', { name: 'Записать в базу знаний' }).click()
  await page.getByText('Записано: 1 контакт.').waitFor()
  await readIn()

  const suggestion = { action: 'replace', value: 'https://t.me/ozon_desk_new' } as const
  const episode = {
    ...{ startedAt: house.pipeline.now(), failures: 5, countedAt: house.pipeline.now(), classes: {} },
    ...{ code: 'telegram/renamed', suggestion, noisy: false },
  }
  await house.db
    .updateTable('standings')
    .set({ status: 'changed', episode: JSON.stringify(episode), checked_at: house.pipeline.now() })
    .where('contact_id', 'like', 'ozon/telegram%')
    .execute()

  await page.goto('/articles')
  expect(await page.locator('.article-health').innerText()).toContain('1 из 2 контактов не работает')
  await page.getByRole('link', { name: 'Продавцам Озон' }).click()
  expect(await page.locator('mark').innerText()).toContain('@ozon_desk_old')
  await page.keyboard.press('KeyN')
  await page.waitForURL(/at=1#passage-1$/)
  expect(await page.locator('mark[aria-current]').count()).toBe(1)
  const corrected = await page.getByRole('textbox', { name: 'Заменено 1 место' }).inputValue()
  expect(corrected).toBe(text.replace('@ozon_desk_old', 't.me/ozon_desk_new'))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Скачать разницу' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('article-1.patch')
  expect(complaints).toEqual([])
})
