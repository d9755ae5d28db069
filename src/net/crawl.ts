import {
  BasicCrawler,
  type BasicCrawlingContext,
  Configuration,
  log,
  Request,
  type RequestQueue,
} from '@crawlee/basic'
import { rememberSigintListeners } from './sigint-listeners.ts'
import { VisitQueue } from './visit-queue.ts'

log.setLevel(log.LEVELS.OFF)

/** One crawler for as long as a process checks: starting one costs as much as twenty checks. */
export interface Crawl {
  /**
   * Runs a piece of work when its turn has come. @param urgent somebody waits: it is the next one.
   * @throws what the work throws.
   */
  run<T>(work: () => Promise<T>, urgent?: boolean): Promise<T>
  /** Waits for nothing: what still runs goes on, what has not begun fails. */
  close(): Promise<void>
}

/** A piece of work under way; it settles its promise itself and never throws into the crawler. */
interface Task {
  run(): Promise<void>
  fail(error: unknown): void
}

/** Longer than any check: checks have limits of their own. */
const handlerLimitSecs = 600

/** Opens a crawler that runs so many pieces of work at the same time; it starts with the first one. */
export function openCrawl(atOnce: number): Crawl {
  let started: ReturnType<typeof startCrawler> | null = null
  let taken = 0
  return {
    run(work, urgent = false) {
      if (!started?.isAlive()) started = startCrawler(atOnce)
      const { submit } = started
      const name = `work-${taken++}`
      return new Promise((resolve, reject) =>
        submit(name, { run: () => work().then(resolve, reject), fail: reject }, urgent),
      )
    },
    async close() {
      await started?.close()
    },
  }
}

/**
 * Crawlee's crawler with a step of its own from queue to handler. Crawlee's sets four timeouts a request, and
 * on Node 20 the `AsyncLocalStorage` behind the first of them makes every promise of the process dearer from
 * then on: a tenth of a check. Checks have time limits of their own, and nobody reads status messages.
 */
class CheckCrawler extends BasicCrawler {
  protected override async _runTaskFunction(): Promise<void> {
    const queue = this.requestManager
    const request = await queue?.fetchNextRequest()
    if (!queue || !request) return
    await this._runRequestHandler({ request } as BasicCrawlingContext)
    await queue.markRequestHandled(request)
  }

  override async setStatusMessage(): Promise<void> {}
}

function startCrawler(atOnce: number) {
  const tasks = new Map<string, Task>()
  const queue = new VisitQueue()
  const dropSigintListener = rememberSigintListeners()
  let alive = true
  let begin: () => void = () => undefined
  const runs = new Promise<void>((resolve) => {
    begin = resolve
  })
  const isTaskReadyFunction = async () => {
    begin()
    return !(await queue.isEmpty())
  }
  const crawler = new CheckCrawler(
    {
      ...settings(atOnce, isTaskReadyFunction),
      // The option made for this, `requestManager`, is refused by Crawlee's own check of options (3.18.1).
      requestQueue: queue as unknown as RequestQueue,
      requestHandler: async ({ request }) => {
        const task = tasks.get(request.uniqueKey)
        tasks.delete(request.uniqueKey)
        await task?.run()
      },
    },
    // Nothing on disk: Postgres is where a crawl's state lives. Each reading of the memory is a `ps`.
    new Configuration({
      persistStorage: false,
      purgeOnStart: false,
      systemInfoIntervalMillis: 3_600_000,
      persistStateIntervalMillis: 3_600_000,
    }),
  )
  const stop = (error: unknown) => {
    alive = false
    for (const task of tasks.values()) task.fail(error)
    tasks.clear()
  }
  const ended = crawler.run().then(() => stop(new Error('the crawler was closed')), stop)
  return {
    isAlive: () => alive,
    submit(name: string, task: Task, urgent: boolean) {
      dropSigintListener()
      tasks.set(name, task)
      queue.push(new Request({ url: 'http://check.invalid/', uniqueKey: name }), urgent)
      void crawler.autoscaledPool?.notify()
    },
    async close() {
      stop(new Error('the crawler was closed'))
      // A pool that is told to stop before it runs never ends.
      await Promise.race([runs, ended])
      await crawler.autoscaledPool?.abort()
      await ended
    },
  }
}

/**
 * Crawlee's retries, sessions and block detection are off, because a second try within seconds proves nothing
 * and a wall is an answer here. Its concurrency is fixed: politeness and memory are bounded elsewhere.
 */
function settings(atOnce: number, isTaskReadyFunction: () => Promise<boolean>) {
  return {
    keepAlive: true,
    requestHandlerTimeoutSecs: handlerLimitSecs,
    minConcurrency: atOnce,
    maxConcurrency: atOnce,
    maxRequestRetries: 0,
    retryOnBlocked: false,
    useSessionPool: false,
    statusMessageLoggingInterval: 3_600,
    statisticsOptions: {
      saveErrorSnapshots: false,
      logIntervalSecs: 3_600,
      persistenceOptions: { enable: false },
    },
    autoscaledPoolOptions: {
      isTaskReadyFunction,
      // `notify` starts work at once; this only mends what a lost wake-up would cost.
      maybeRunIntervalSecs: 0.1,
      loggingIntervalSecs: null,
      snapshotterOptions: { eventLoopSnapshotIntervalSecs: 5, clientSnapshotIntervalSecs: 60 },
    },
  }
}
