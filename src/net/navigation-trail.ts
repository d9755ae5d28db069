import type { Page, Request, Response } from 'playwright'
import type { Hop } from './net.ts'

/** What the top frame navigated through: redirects by header, by `<meta>` and by script alike. */
export interface NavigationTrail {
  /** The last answer; null before the first. */
  last(): Response | null
  /** Answers before the last one, each with where it led. */
  hops(): Hop[]
  /** URL that is being asked for, or was in vain. */
  asked(): string | null
  /** Navigations went on and on: a page that reloads itself for ever. */
  isEndless(): boolean
  /** Rejects when it turns out to be endless; never settles otherwise. */
  endless: Promise<never>
  crashed(): boolean
}

/** More navigations than any honest page needs; Chromium itself allows 20 redirects by header. */
const mostNavigations = 30

/** Follows the navigations of a page from now on. */
export function followNavigation(page: Page): NavigationTrail {
  const answers: Response[] = []
  let asked: string | null = null
  let count = 0
  let crashed = false
  let giveUp: (error: Error) => void = () => undefined
  const endless = new Promise<never>((_, reject) => {
    giveUp = reject
  })
  page.on('request', (request) => {
    if (!isTopNavigation(request, page)) return
    count++
    asked = request.url()
    if (count === mostNavigations) giveUp(new Error(`${count} navigations`))
  })
  page.on('response', (response) => {
    if (isTopNavigation(response.request(), page) && answers.length < mostNavigations) answers.push(response)
  })
  page.on('crash', () => {
    crashed = true
  })
  return {
    last: () => answers.at(-1) ?? null,
    hops: () =>
      answers.slice(0, -1).map((answer, i) => ({
        url: answer.url(),
        status: answer.status(),
        location: answers[i + 1]?.url() ?? '',
      })),
    asked: () => asked,
    isEndless: () => count >= mostNavigations,
    endless,
    crashed: () => crashed,
  }
}

function isTopNavigation(request: Request, page: Page): boolean {
  return request.isNavigationRequest() && request.frame() === page.mainFrame()
}
