import type { Frame, Page } from 'playwright'
import { failureAs, NetFailureError } from './failure.ts'

const maxHtmlLength = 2 * 1024 * 1024
const maxFrameLength = 512 * 1024
const maxTextLength = 200_000
const maxFrames = 10
const stepTimeoutMs = 2_000
const settleTimeoutMs = 5_000
/** Visible characters after which a page counts as rendered. */
const enoughText = 100

/** What a page shows. */
export interface PageContent {
  html: string
  frames: { url: string; html: string }[]
  text: string
  screenshot: Uint8Array | null
}

/**
 * Every question to a page has its own limit: a page in an endless loop answers none, for ever.
 * @throws NetFailureError `net/timeout` when time is up.
 */
export async function within<T>(timeoutMs: number, asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const fail = () => reject(new NetFailureError(failureAs('net/timeout', 'the page does not react')))
    timer = setTimeout(fail, timeoutMs)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
    asked.catch(forget)
  }
}

/** Waits until a page has visible text or its network is quiet; never fails, a page may stay restless. */
export async function settle(page: Page, timeoutMs: number): Promise<void> {
  const limitMs = Math.min(settleTimeoutMs, timeoutMs)
  const settled = new AbortController()
  const quiet = page.waitForLoadState('networkidle', { timeout: limitMs }).catch(forget)
  await Promise.race([quiet, pollForText(page, performance.now() + limitMs, settled.signal)])
  settled.abort()
}

/** Until two looks in a row see the same text, and enough of it. */
async function pollForText(page: Page, endsAt: number, settled: AbortSignal): Promise<void> {
  let before = -1
  while (performance.now() < endsAt && !settled.aborted) {
    const length = await read(page.mainFrame(), visibleLength, stepTimeoutMs).catch(() => 0)
    if (typeof length === 'number' && length > enoughText && length === before) return
    before = typeof length === 'number' ? length : -1
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const visibleLength = `document.readyState === 'complete' && document.body ? document.body.innerText.length : 0`

/** Reads what a page shows. @throws NetFailureError where not even its document can be read. */
export async function readPage(page: Page, screenshot: boolean): Promise<PageContent> {
  const html = await readText(page.mainFrame(), outerHtml(maxHtmlLength), maxHtmlLength)
  const visible = `document.body ? document.body.innerText.slice(0, ${maxTextLength}) : ''`
  const text = await readText(page.mainFrame(), visible, maxTextLength)
  const frames = await readFrames(page)
  return { html, text, frames, screenshot: screenshot ? await shoot(page) : null }
}

async function readFrames(page: Page): Promise<PageContent['frames']> {
  const inside = page.frames().filter((frame) => frame !== page.mainFrame() && /^https?:/.test(frame.url()))
  const found = await Promise.all(
    inside.slice(0, maxFrames).map(async (frame) => {
      const url = frame.url()
      // A frame that does not answer is left out; the page is still worth something.
      const html = await readText(frame, outerHtml(maxFrameLength), maxFrameLength).catch(() => null)
      return html === null ? [] : [{ url, html }]
    }),
  )
  return found.flat()
}

async function shoot(page: Page): Promise<Uint8Array | null> {
  const options = { type: 'png', timeout: settleTimeoutMs, animations: 'disabled' } as const
  return within(settleTimeoutMs, page.screenshot(options)).catch(() => null)
}

function outerHtml(maxLength: number): string {
  return `document.documentElement ? document.documentElement.outerHTML.slice(0, ${maxLength}) : ''`
}

/** The answer comes from the page's own world, so its type and length are not to be trusted. */
async function readText(frame: Frame, expression: string, maxLength: number): Promise<string> {
  const answer = await read(frame, expression, stepTimeoutMs).catch(async (error: unknown) => {
    if (error instanceof NetFailureError) throw error
    // The page went elsewhere in between: once more, in its new document.
    await within(stepTimeoutMs, frame.waitForLoadState('domcontentloaded'))
    return read(frame, expression, stepTimeoutMs)
  })
  return typeof answer === 'string' ? answer.slice(0, maxLength) : ''
}

function read(frame: Frame, expression: string, timeoutMs: number): Promise<unknown> {
  return within(timeoutMs, frame.evaluate(expression))
}

function forget(): void {
  return
}
