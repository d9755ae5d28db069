import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { type ServedApp, serveApp } from '../../dashboard/serve-app.ts'
import { findChromium } from '../../src/net/find-chromium.ts'
import { createToken } from '../../src/store/tokens.ts'
import { setBusyScene } from '../support/busy-scene.ts'
import { noon, openTestDashboard, type TestDashboard, type Visitor } from '../support/dashboard.ts'
import { pngWith } from '../support/small-pictures.ts'
import type { Fill, Screen } from './screens-table.ts'

interface House {
  house: TestDashboard
  served: ServedApp
  origin: string
  admin: Visitor
}

/** A browser before two dashboards: one full, one empty. */
export interface Stage {
  browser: Browser
  houses: Record<Fill, House>
  page: Page
  /** What the browser complained about since it was last asked. */
  complaints(): string[]
  /** Loads a screen in a language. */
  visit(fill: Fill, screen: Screen, language: string): Promise<void>
  look(look: { colorScheme: 'light' | 'dark'; width: number }): Promise<void>
  close(): Promise<void>
}

const height = 900

export async function openStage(): Promise<Stage> {
  const houses = { full: await openHouse(true), empty: await openHouse(false) }
  const browser = await launchChromium()
  const context = await browser.newContext({ viewport: { width: 1280, height } })
  const page = await context.newPage()
  let heard: string[] = []
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()))
  page.on('pageerror', (error) => heard.push(error.message))
  return {
    ...{ browser, houses, page },
    complaints() {
      const told = heard
      heard = []
      return told
    },
    async visit(fill, screen, language) {
      const { house, origin, admin } = houses[fill]
      await house.db.updateTable('users').set({ language }).execute()
      await enter(context, origin, screen.signedOut ? null : admin, language)
      await page.goto(origin + screen.path)
    },
    async look({ colorScheme, width }) {
      await page.setViewportSize({ width, height })
      // Colours that are still on their way from the last look would be measured as they pass.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    },
    async close() {
      await browser.close()
      for (const { served, house } of Object.values(houses)) {
        await served.close()
        await house.stop()
      }
    },
  }
}

async function openHouse(isFull: boolean): Promise<House> {
  const house = await openTestDashboard()
  const admin = await house.signIn('admin')
  if (isFull) {
    await setBusyScene(house.pipeline)
    await hangPicture(house)
  }
  const served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
  return { house, served, admin, origin: `http://127.0.0.1:${served.port}` }
}

/** A photo with the newest word, as a phone would send it. */
async function hangPicture({ app, db }: TestDashboard): Promise<void> {
  const token = await createToken(db, 'Смена', ['write'], noon)
  const answer = await app.request('/api/v1/contacts/wb/mail/attest', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      says: 'works',
      how: 'wrote',
      note: 'Ответили через час.',
      photo: pngWith().toString('base64'),
    }),
  })
  if (!answer.ok) throw new Error(`the picture was not taken: ${answer.status}`)
}

/** Cookies know no ports, so each visit begins with a clean jar. */
async function enter(context: BrowserContext, url: string, visitor: Visitor | null, language: string) {
  await context.clearCookies()
  const [name = '', value = ''] = visitor?.cookie.split('=') ?? []
  await context.addCookies([
    { name: 'language', value: language, url },
    ...(visitor ? [{ name, value, url }] : []),
  ])
}

export async function launchChromium(): Promise<Browser> {
  const found = await findChromium(process.env.CHROMIUM_PATH ?? null)
  return chromium.launch({ ...(found && { executablePath: found.path }), args: ['--no-sandbox'] })
}
