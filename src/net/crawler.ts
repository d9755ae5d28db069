import { randomUUID } from 'node:crypto'
import type { PlaywrightCrawlerOptions, RequestQueue } from 'crawlee'
import type { BrowserContextOptions, Page } from 'playwright'
import { type Crawlee, loadCrawlee } from './load-crawlee.ts'
import { rememberSigintListeners } from './sigint-listeners.ts'
import { VisitQueue } from './visit-queue.ts'

/** Something to do with a page of its own, behind a proxy of its own. */
export interface PageJob {
  proxyUrl: string
  run(page: Page): Promise<void>
  /** No page could be had. */
  fail(error: unknown): void
}

/** A running crawler that takes jobs until it is closed or its browser cannot be started. */
export interface Crawler {
  isAlive(): boolean
  submit(job: PageJob): void
  close(): Promise<void>
}

export interface CrawlerOptions {
  executablePath: string
  ignoreCertificates: boolean
  /** Longest job, milliseconds. */
  jobTimeoutMs: number
}

const pagesAtOnce = 2
const pagesPerBrowser = 100
const closeTimeoutMs = 5_000
/** Nothing listens there: what Chromium wants on its own account, outside a visit, ends here. */
const nowhere = 'http://127.0.0.1:9'

const chromiumArgs = [
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-first-run',
  '--no-pings',
  '--js-flags=--max-old-space-size=256',
]

/**
 * Starts Crawlee's PlaywrightCrawler with everything that it keeps or guesses turned off: no storage on
 * disk, no second visits, no sessions, no invented fingerprints, no log. The browser starts with the first job.
 */
export async function startCrawler(options: CrawlerOptions): Promise<Crawler> {
  const crawlee = await loadCrawlee()
  const { chromium } = await import('playwright')
  const jobs = new Map<string, PageJob>()
  const queue = new VisitQueue()
  const dropSigintListener = rememberSigintListeners()
  let alive = true
  const crawler = new crawlee.PlaywrightCrawler(
    {
      ...crawlerSettings(crawlee, options),
      // The option made for this, `requestManager`, is refused by Crawlee's own check of options (3.18.1).
      requestQueue: queue as unknown as RequestQueue,
      launchContext: { launcher: chromium, useIncognitoPages: true, launchOptions: launchOptionsOf(options) },
      browserPoolOptions: poolSettings(options, () => alive),
      proxyConfiguration: new crawlee.ProxyConfiguration({
        newUrlFunction: (_session, about) => jobs.get(about?.request?.uniqueKey ?? '')?.proxyUrl ?? nowhere,
      }),
      requestHandler: async ({ page, request }) => {
        dropSigintListener()
        await jobs.get(request.uniqueKey)?.run(page)
      },
      failedRequestHandler: ({ request }, error) => jobs.get(request.uniqueKey)?.fail(error),
    },
    new crawlee.Configuration({
      persistStorage: false,
      purgeOnStart: false,
      // Each of these measurements starts a `ps`; concurrency is fixed, so nobody reads them.
      systemInfoIntervalMillis: 3_600_000,
      persistStateIntervalMillis: 3_600_000,
    }),
  )
  const stop = (error: unknown) => {
    alive = false
    for (const job of jobs.values()) job.fail(error)
    jobs.clear()
  }
  const ended = crawler.run().then(stop, stop)
  return {
    isAlive: () => alive,
    submit(job) {
      if (!alive) return job.fail(new Error('the browser was closed'))
      const id = randomUUID()
      jobs.set(id, {
        ...job,
        run: (page) => job.run(page).finally(() => jobs.delete(id)),
        fail(error) {
          jobs.delete(id)
          job.fail(error)
        },
      })
      queue.push(new crawlee.Request({ url: 'http://visit.invalid/', uniqueKey: id, skipNavigation: true }))
      void crawler.autoscaledPool?.notify()
    },
    async close() {
      stop(new Error('the browser was closed'))
      await crawler.autoscaledPool?.abort()
      await within(closeTimeoutMs, ended)
    },
  }
}

function crawlerSettings(crawlee: Crawlee, { jobTimeoutMs }: CrawlerOptions) {
  return {
    keepAlive: true,
    // Only for a browser that died unnoticed: a job itself never fails, and never runs twice.
    maxRequestRetries: 1,
    useSessionPool: false,
    minConcurrency: pagesAtOnce,
    maxConcurrency: pagesAtOnce,
    requestHandlerTimeoutSecs: Math.ceil(jobTimeoutMs / 1000),
    statusMessageLoggingInterval: 3600,
    statisticsOptions: { persistenceOptions: { enable: false } },
    log: crawlee.log.child({ level: crawlee.log.LEVELS.OFF }),
    autoscaledPoolOptions: {
      // `notify` starts a job at once; this only mends what a lost wake-up would cost.
      maybeRunIntervalSecs: 0.5,
      loggingIntervalSecs: null,
      snapshotterOptions: { eventLoopSnapshotIntervalSecs: 5, clientSnapshotIntervalSecs: 60 },
    },
  }
}

function launchOptionsOf({ executablePath }: CrawlerOptions) {
  return {
    executablePath,
    headless: true,
    // Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...chromiumArgs],
    // Ctrl-C is for the product, which closes the browser in its turn.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  }
}

type PoolSettings = NonNullable<PlaywrightCrawlerOptions['browserPoolOptions']>

function poolSettings({ ignoreCertificates }: CrawlerOptions, isAlive: () => boolean): PoolSettings {
  return {
    useFingerprints: false,
    retireBrowserAfterPageCount: pagesPerBrowser,
    retireInactiveBrowserAfterSecs: 60,
    operationTimeoutSecs: 15,
    preLaunchHooks: [
      (_id, context) => {
        context.proxyUrl = nowhere
      },
    ],
    postLaunchHooks: [
      async (_id, controller) => {
        if (!isAlive()) await controller.close()
      },
    ],
    prePageCreateHooks: [
      (_id, { browser }, page) => {
        if (page) Object.assign(page, contextOptions(browser.version(), ignoreCertificates))
      },
    ],
  }
}

function contextOptions(version: string, ignoreHTTPSErrors: boolean): BrowserContextOptions {
  const [major = '150'] = version.split('.')
  return {
    locale: 'ru-RU',
    // As Chromium with a window calls itself: "HeadlessChrome" is walled off everywhere.
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`,
    viewport: { width: 1280, height: 900 },
    acceptDownloads: false,
    serviceWorkers: 'block',
    ignoreHTTPSErrors,
  }
}

async function within(timeoutMs: number, ending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs)
  })
  await Promise.race([ending, late])
  clearTimeout(timer)
}
