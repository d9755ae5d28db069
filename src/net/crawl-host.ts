import { BasicCrawler, Configuration, log, RequestList } from '@crawlee/basic'

log.setLevel(log.LEVELS.OFF)

// Nothing on disk: Postgres is where a crawl's state lives. Memory is read rarely, since each reading is a
// process of its own.
const configuration = new Configuration({
  persistStorage: false,
  purgeOnStart: false,
  systemInfoIntervalMillis: 60_000,
})

/** Longer than any wait for a host's turn and any check together: checks have limits of their own. */
const handlerLimitSecs = 600

/**
 * Runs `visit` once for each turn, one after the other: one request in flight per host. Crawlee's retries,
 * sessions and block detection are off, because a second try within seconds proves nothing and a wall is
 * an answer here.
 * @throws the first error of `visit`, after the other turns were had: it is a bug of ours.
 */
export async function crawlHost(host: string, turns: number, visit: () => Promise<void>): Promise<void> {
  const sources = Array.from({ length: turns }, (_, turn) => ({
    url: `https://${host || 'unknown'}/`,
    uniqueKey: `turn-${turn}`,
  }))
  const requestList = await RequestList.open(null, sources)
  const errors: unknown[] = []
  const crawler = new BasicCrawler(
    {
      requestList,
      requestHandler: visit,
      errorHandler: (_context, error) => void errors.push(error),
      failedRequestHandler: (_context, error) => void errors.push(error),
      requestHandlerTimeoutSecs: handlerLimitSecs,
      maxConcurrency: 1,
      maxRequestRetries: 0,
      retryOnBlocked: false,
      useSessionPool: false,
      autoscaledPoolOptions: { maybeRunIntervalSecs: 0.02, loggingIntervalSecs: null },
      statisticsOptions: {
        saveErrorSnapshots: false,
        logIntervalSecs: 3_600,
        persistenceOptions: { enable: false },
      },
    },
    configuration,
  )
  await crawler.run()
  if (errors.length > 0) throw errors[0]
}
