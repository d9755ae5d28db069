import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright'
import { expect, it } from 'vitest'
import { renderAlert } from '../../src/alerts/render.ts'
import { findChromium } from '../../src/net/find-chromium.ts'
import { alertedContact, alertOf, reasonText } from '../support/alert-fixtures.ts'

const folder = path.join(import.meta.dirname, '../../docs/screenshots')
const publicUrl = 'https://monitor.example'
const long = `https://docs.ozon.ru/${'x'.repeat(160)}`

const message = renderAlert(alertOf([alertedContact({ value: long })]), {
  ...{ language: 'ru', to: 'editor@desk.example', messageId: 'incident-42.opened.7', thread: [], reasonText },
  links: {
    unsubscribeUrl: `${publicUrl}/unsubscribe/x`,
    quick: (['acknowledge', 'recheck', 'works', 'mute'] as const).map((action) => ({
      action,
      url: `${publicUrl}/act/${action}`,
    })),
  },
})

it('a mail fits a phone in light and dark, and its text part keeps to its lines', async () => {
  const found = await findChromium(process.env.CHROMIUM_PATH ?? null)
  const browser = await chromium.launch({
    executablePath: found?.path ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  try {
    for (const [name, width, colorScheme] of [
      ['mail-light', 680, 'light'],
      ['mail-dark', 680, 'dark'],
      ['mail-320', 320, 'light'],
      ['mail-320-dark', 320, 'dark'],
    ] as const) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
      await page.setContent(message.html)
      const { wide, paper } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        paper: getComputedStyle(document.querySelector('.card') ?? document.body).backgroundColor,
      }))
      expect(wide).toBeLessThanOrEqual(0)
      expect(paper).toBe(colorScheme === 'dark' ? 'rgb(28, 34, 41)' : 'rgb(255, 255, 255)')
      if (process.env.UPDATE_SCREENSHOTS) {
        await mkdir(folder, { recursive: true })
        await writeFile(path.join(folder, `${name}.png`), await page.screenshot({ fullPage: true }))
      }
      await page.close()
    }
  } finally {
    await browser.close()
  }
  for (const line of message.text.split('\n'))
    if (!/https?:\/\//.test(line)) expect(line.length).toBeLessThanOrEqual(78)
}, 60_000)
