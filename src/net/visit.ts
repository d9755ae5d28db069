import type { Page } from 'playwright'
import type { NetFailure } from '../domain/failure.ts'
import type { Egress } from './egress-proxy.ts'
import { failureAs, failureOf } from './failure.ts'
import { followNavigation, type NavigationTrail } from './navigation-trail.ts'
import type { Visit } from './net.ts'
import { readPage, settle, within } from './page-reading.ts'
import { type TimeLimit, untilStruck } from './time-limit.ts'

/** One visit as the browser tier hands it to a page. */
export interface Errand {
  url: string
  screenshot: boolean
  egress: Egress
  limit: TimeLimit
}

type Landed = 'document' | 'nothing to show'

/** Kept back from the navigation, so that a page that never finishes loading can still be read. */
const readingMs = 4_000

/** Opens the URL in the page and reads what is there. Never throws for what a page or the network does. */
export async function visitPage(page: Page, errand: Errand): Promise<Visit> {
  const trail = followNavigation(page)
  try {
    return await Promise.race([read(page, errand, trail), trail.endless])
  } catch (error) {
    const failure = explain(error, errand, trail)
    return { ok: false, failure, url: trail.asked() ?? errand.url, hops: trail.hops() }
  }
}

async function read(page: Page, errand: Errand, trail: NavigationTrail): Promise<Visit> {
  await hush(page)
  const landed = await navigate(page, errand, trail)
  return conclude(page, errand, trail, landed)
}

/** Dialogs are dismissed, popups are prevented and, if one comes all the same, closed. */
async function hush(page: Page): Promise<void> {
  page.on('dialog', (dialog) => void dialog.dismiss().catch(forget))
  page.context().on('page', (other) => {
    if (other !== page) void other.close().catch(forget)
  })
  await within(readingMs, page.addInitScript('window.open = () => null; window.print = () => {}'))
}

async function navigate(page: Page, { url, limit }: Errand, trail: NavigationTrail): Promise<Landed> {
  const timeout = Math.max(limit.leftMs() - readingMs, limit.leftMs() / 2)
  try {
    await untilStruck(limit, page.goto(url, { waitUntil: 'domcontentloaded', timeout }))
    return 'document'
  } catch (error) {
    if (limit.failure() || trail.crashed() || !(error instanceof Error) || trail.last() === null) throw error
    if (error.name === 'TimeoutError') return 'document'
    if (error.message.includes('interrupted by another navigation')) {
      await page.waitForLoadState('domcontentloaded', { timeout: Math.max(1, limit.leftMs() - readingMs) })
      return 'document'
    }
    // Downloads, 204 and errors without a body: Chromium has an answer and shows nothing of it.
    if (/Download is starting|ERR_ABORTED|ERR_HTTP_RESPONSE_CODE_FAILURE/.test(error.message)) {
      return 'nothing to show'
    }
    throw error
  }
}

async function conclude(page: Page, errand: Errand, trail: NavigationTrail, landed: Landed): Promise<Visit> {
  const { limit } = errand
  const blank = { html: '', frames: [], text: '', screenshot: null }
  if (landed === 'document') await untilStruck(limit, settle(page, Math.max(0, limit.leftMs() - readingMs)))
  const content = landed === 'document' ? await untilStruck(limit, readPage(page, errand.screenshot)) : blank
  const last = trail.last()
  const hops = trail.hops()
  const url = landed === 'document' ? page.url() : (last?.url() ?? errand.url)
  if (url.startsWith('chrome-error:')) throw new Error(`net::ERR_FAILED at ${trail.asked()}`)
  const headers = last ? last.headers() : {}
  return { ok: true, status: last?.status() ?? 200, url, hops, headers, ...content }
}

/** The proxy knows best why a connection failed; the browser only knows that it did. */
function explain(error: unknown, { url, egress, limit }: Errand, trail: NavigationTrail): NetFailure {
  if (trail.isEndless()) return failureAs('net/too-many-redirects')
  if (trail.crashed()) return failureAs('net/bad-response', 'the page crashed')
  const failure = limit.failure() ?? failureOf(error)
  if (failure.code === 'net/timeout' && egress.isSpent()) return failureAs('net/body-too-large')
  if (failure.code === 'net/timeout' || failure.code === 'net/offline') return failure
  return egress.failureFor(trail.asked() ?? url) ?? failure
}

function forget(): void {
  return
}
