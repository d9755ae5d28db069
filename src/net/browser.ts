import type { Page } from 'playwright'
import { type Crawler, startCrawler } from './crawler.ts'
import { openEgress } from './egress-proxy.ts'
import { failureAs } from './failure.ts'
import type { Browser, Dns, Visit, VisitOptions } from './net.ts'
import type { NetConfig } from './net-config.ts'
import { openRoads, type Roads } from './roads.ts'
import { openTimeLimit } from './time-limit.ts'
import { openCertificateCheck } from './upstream-tls.ts'
import { judgeUrl } from './url-gate.ts'
import { type Errand, visitPage } from './visit.ts'

const defaultTimeoutMs = 30_000
/** Longest visit that the crawler lets run; callers ask for less. */
const longestVisitMs = 300_000
/** Everything that one visit may transfer, both ways. */
const maxVisitBytes = 30 * 1024 * 1024

/** One Chromium that serves several ways out: visits by different roads run side by side in it. */
export interface BrowserProcess {
  /** The browser as seen by a way out; closing it is left to the process. */
  by(roads: Roads): Browser
  close(): Promise<void>
}

/** The browser tier: see `Browser`. */
export function openBrowser(config: NetConfig, executablePath: string, dns: Dns): Browser {
  const chromium = openBrowserProcess(config, executablePath)
  return { ...chromium.by(openRoads(config, dns)), close: chromium.close }
}

/**
 * Crawlee, Playwright and Chromium are loaded and started by the first visit. Each visit has an own context
 * and an own egress proxy, which ends with it.
 */
export function openBrowserProcess(
  config: Pick<NetConfig, 'connectTo'>,
  executablePath: string,
): BrowserProcess {
  const ignoreCertificates = config.connectTo.length > 0
  const certificates = ignoreCertificates ? openCertificateCheck() : null
  let latest: Promise<Crawler> | null = null
  let closed = false

  /** The crawler, or a new one where its browser could not be started or came to an end. */
  async function running(): Promise<Crawler> {
    latest ??= startCrawler({ executablePath, ignoreCertificates, jobTimeoutMs: longestVisitMs })
    const mine = latest
    const crawler = await mine
    if (closed || crawler.isAlive()) return crawler
    if (latest === mine) latest = null
    return running()
  }

  return {
    by: (roads) => ({
      async visit(url, options = {}) {
        const judged = judgeUrl(url)
        if (!judged.ok) return fail(url, 'net/address-blocked', judged.problem)
        if (closed) return fail(url, 'net/offline', 'the browser was closed')
        const egress = await openEgress({ roads, certificates, maxBytes: maxVisitBytes })
        try {
          return await submit(await running(), judged.url.href, options, egress)
        } finally {
          await egress.close()
        }
      },
      close: async () => undefined,
    }),
    async close() {
      closed = true
      await (await latest)?.close()
    },
  }
}

/** The time limit starts when a page is there: waiting for a free one is not the target's fault. */
function submit(
  crawler: Crawler,
  url: string,
  options: VisitOptions,
  egress: Errand['egress'],
): Promise<Visit> {
  return new Promise((resolve, reject) => {
    crawler.submit({
      proxyUrl: egress.url,
      async run(page: Page) {
        const limit = openTimeLimit(options.timeoutMs ?? defaultTimeoutMs, options.signal)
        try {
          resolve(await visitPage(page, { url, screenshot: options.screenshot ?? false, egress, limit }))
        } catch (error) {
          reject(error)
        } finally {
          limit.end()
        }
      },
      fail: () => resolve(fail(url, 'net/offline', 'the browser could not be used')),
    })
  })
}

function fail(url: string, code: 'net/address-blocked' | 'net/offline', detail: string): Visit {
  return { ok: false, failure: failureAs(code, detail), url, hops: [] }
}
