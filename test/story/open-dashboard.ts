import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Page } from 'playwright'
import { findChromium } from '../../src/net/find-chromium.ts'

/** A person's browser, signed in by the one-time link that the product printed. */
export interface SignedIn {
  page: Page
  close(): Promise<void>
}

/** Opens the first administrator's link in a real Chromium and gives a name. */
export async function signIn(output: string, name: string): Promise<SignedIn> {
  const link = /First sign-in\s+(\S+)/.exec(output)?.[1]
  if (!link) throw new Error(`no sign-in link was printed:\n${output}`)
  const found = await findChromium(process.env.CHROMIUM_PATH ?? null)
  const browser = await chromium.launch({
    ...(found && { executablePath: found.path }),
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'ru-RU' })
  await page.goto(link)
  await page.locator('input[name=name]').fill(name)
  await page.locator('main form button[type=submit]').click()
  await page.waitForURL((url) => url.pathname === '/')
  return { page, close: () => browser.close() }
}

/**
 * Keeps what the page shows in `test-results`; with `UPDATE_SCREENSHOT=1` as the README's picture too.
 */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const root = path.join(import.meta.dirname, '../..')
  const folders = ['test-results', ...(process.env.UPDATE_SCREENSHOT ? ['docs'] : [])]
  for (const folder of folders) {
    await mkdir(path.join(root, folder), { recursive: true })
    await page.screenshot({ path: path.join(root, folder, `${name}.png`) })
  }
}
