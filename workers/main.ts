import { randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { createApp } from '../dashboard/app.ts'
import { serveApp } from '../dashboard/serve-app.ts'
import type { Channel } from '../src/alerts/alert.ts'
import { openChannels } from '../src/alerts/channels.ts'
import { netConfigOf, productVersion } from '../src/cli/net-config-of.ts'
import { openStore } from '../src/cli/open-store.ts'
import type { Roles, RunningProcess } from '../src/cli/start-process.ts'
import { type Config, StartupError } from '../src/config.ts'
import { patienceOf } from '../src/domain/patience.ts'
import { registry } from '../src/kinds/index.ts'
import { type ErrorRing, type Log, openErrorRing, openLog } from '../src/log.ts'
import { openMetrics } from '../src/metrics.ts'
import { openPostClient, type PostClient } from '../src/net/post.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { openRunWatch } from '../src/pipeline/watch-run.ts'
import { openQueueConnection } from '../src/queue/connection.ts'
import { openWake } from '../src/queue/queue-wake.ts'
import { note } from '../src/store/monitor.ts'
import { addOwnErrors } from '../src/store/own-errors.ts'
import { syncRecipients } from '../src/store/recipients.ts'
import { startAlerter } from './alerter.ts'
import { announce } from './announce.ts'
import { startArticleReader } from './article-reader.ts'
import { startChecker } from './checker.ts'
import { type Closing, closeAll } from './close-all.ts'
import { createEvents } from './events.ts'
import { articleFetcher } from './fetch-article.ts'
import { readGauges } from './gauges.ts'
import { keepKbInSync } from './kb-watch.ts'
import { openOutside } from './outside.ts'
import { openPictures } from './pictures.ts'
import { startPing } from './ping.ts'
import { checkReadiness } from './readiness.ts'
import { startScheduler, type Worker } from './scheduler.ts'
import { shareEvents } from './shared-events.ts'

/** Rests between two starts on one host, milliseconds, before the time scale. */
const hostGapMs = 5_000
const heartbeatEveryMs = 10_000

/**
 * Starts one process of the product: `up` has all roles. It drains on SIGINT and SIGTERM.
 * @throws StartupError when it cannot work.
 */
export async function startProcess(config: Config, roles: Roles): Promise<RunningProcess> {
  const errors = openErrorRing()
  const log = openLog(config.logLevel, errors)
  const closing: Closing = []
  try {
    await open(config, roles, log, errors, closing)
  } catch (error) {
    await closeAll(closing, log)
    throw error
  }
  return untilStopped(closing, log)
}

async function open(
  config: Config,
  roles: Roles,
  log: Log,
  errors: ErrorRing,
  closing: Closing,
): Promise<void> {
  const store = await openStore(config, log)
  closing.push(store.close)
  const { db } = store
  const connection = openQueueConnection({ redisUrl: config.redisUrl, databaseUrl: store.url }, log)
  closing.push(connection.close)
  const wake = openWake(connection, log)
  closing.push(wake.close)
  const metrics = openMetrics()
  const own = createEvents(metrics)
  const events = await shareEvents(own, { url: store.url, db, log }, roles.dashboard)
  closing.push(events.close)
  const pipeline: Pipeline = {
    db,
    kinds: registry,
    wake,
    log,
    now: () => new Date(),
    timeScale: config.timeScale,
    checksPerDay: config.checksPerDay && config.checksPerDay * config.timeScale,
    patience: patienceOf('balanced', config.timeScale),
    runWatch: openRunWatch(config.timeScale),
    recorded: own.recorded,
  }
  closing.push(keepHeartbeat(pipeline, roles, errors))
  await syncRecipients(
    db,
    'email',
    config.alertTo.length > 0 || config.smtpUrl ? config.alertTo : ['editors@localhost'],
  )
  const kb = roles.scheduler ? await keepKbInSync(pipeline, config.kbDir) : null
  if (kb) closing.push(kb.stop)

  const gap = hostGapMs / config.timeScale
  const outside = roles.checker
    ? await openOutside(config, { ...netConfigOf(config), hostGapMs: gap }, pipeline)
    : null
  if (outside) closing.push(outside.close)
  const started: Worker[] = []
  if (outside) {
    const runner = { ...outside.runner, rules: productVersion, hostGapMs: gap }
    started.push(startChecker(pipeline, connection, runner))
    started.push(
      startArticleReader(pipeline, connection, {
        ...runner,
        kbDir: config.kbDir,
        archiveUrl: config.archiveUrl,
      }),
    )
  }
  if (roles.alerter) {
    const post = openPostClient(netConfigOf(config))
    closing.push(post.close)
    const channels = openMail(config, post)
    started.push(startAlerter(pipeline, connection, { channels, publicUrl: config.publicUrl }))
    if (config.pingUrl) started.push(startPing(pipeline, post, config.pingUrl))
  }
  if (roles.scheduler) started.push(startScheduler(pipeline, connection, openPictures(config.dataDir)))
  closing.push(async () => void (await Promise.all(started.map((worker) => worker.stop()))))

  const queueWarning = await connection.warning()
  if (queueWarning) log.warn(queueWarning)
  let url: string | null = null
  if (roles.dashboard) {
    const app = createApp({
      pipeline,
      publicUrl: config.publicUrl,
      version: productVersion,
      dataDir: config.dataDir,
      kbDir: config.kbDir,
      ...(outside && { fetchArticle: articleFetcher(outside.runner.net) }),
      readiness: () => checkReadiness(pipeline, connection),
      metrics: async () => {
        await readGauges(pipeline, metrics)
        return metrics.registry.metrics()
      },
      events,
      published: config.published,
    })
    const server = await serveApp(app, { host: config.host, port: config.port }).catch(
      explainListening(config),
    )
    closing.push(server.close)
    url = config.port === 0 ? `http://${config.host}:${server.port}` : config.publicUrl
  }
  await announce(pipeline, {
    config,
    url,
    browser: outside?.browserNote ?? null,
    queue: connection.backend,
    notes: store.notes,
    queueWarning,
  })
}

/** What keeps a dashboard from listening is the reader's to mend, so it is said in the reader's words. */
function explainListening({ host, port }: Config): (error: unknown) => never {
  return (cause) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null
    if (code === 'EADDRINUSE')
      throw new StartupError([`PORT ${port} on ${host} is taken: set PORT to another one`], { cause })
    if (code === 'EACCES')
      throw new StartupError([`PORT ${port} needs more rights: set PORT to one above 1023`], { cause })
    if (code === 'EADDRNOTAVAIL')
      throw new StartupError([`HOST ${host} is no address of this machine`], { cause })
    throw cause
  }
}

/** @throws StartupError when MAIL_FROM is no address. */
function openMail(config: Config, post: PostClient): ReadonlyMap<string, Channel> {
  try {
    return openChannels({
      smtpUrl: config.smtpUrl,
      mailFrom: config.mailFrom,
      mailDir: path.join(config.dataDir, 'mail'),
      post: (url, options) => post.send(url, options),
      telegram: config.telegramToken ? { token: config.telegramToken, baseUrl: config.telegramUrl } : null,
    })
  } catch (cause) {
    throw new StartupError([cause instanceof Error ? cause.message : String(cause)], {
      cause,
    })
  }
}

/** Says regularly that this process is there and what it does. */
function keepHeartbeat(
  { db, now, log, runWatch }: Pipeline,
  roles: Roles,
  errors: ErrorRing,
): () => Promise<void> {
  const key = `process:${os.hostname()}-${process.pid}-${randomUUID().slice(0, 8)}` as const
  const startedAt = now().toISOString()
  const names = Object.entries(roles).flatMap(([role, wanted]) => (wanted ? [role] : []))
  const name = key.slice('process:'.length)
  const beat = () =>
    Promise.all([
      note(
        db,
        key,
        { roles: names, startedAt, heldSince: runWatch?.heldSinceAt()?.toISOString() ?? null },
        now(),
      ),
      addOwnErrors(
        db,
        errors.take().map((error) => ({ ...error, process: name })),
      ),
    ]).catch((error: unknown) =>
      log.warn({ error: error instanceof Error ? error.message : String(error) }, 'no heartbeat now'),
    )
  let last: Promise<unknown> = beat()
  const timer = setInterval(() => {
    last = beat()
  }, heartbeatEveryMs)
  return async () => {
    clearInterval(timer)
    await last
  }
}

function untilStopped(closing: Closing, log: Log): RunningProcess {
  let stopping: Promise<void> | null = null
  let settle: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    settle = resolve
  })
  const stop = () => {
    stopping ??= closeAll(closing, log).then(settle)
    return stopping
  }
  const onSignal = (signal: NodeJS.Signals) => {
    // A second Ctrl-C means now.
    if (stopping) process.exit(1)
    log.info({ signal }, 'stopping: running checks are finished first')
    void stop()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return { ended, stop }
}
