import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresBackend, type JobsOptions, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Log } from '../log.ts'

/** What is used of a BullMQ queue, whatever it lives on. */
export type OpenQueue = Pick<
  Queue,
  'add' | 'addBulk' | 'upsertJobScheduler' | 'getJobCounts' | 'waitUntilReady' | 'close'
>

/** `close` waits for the running jobs. */
export type OpenWorker = Pick<Worker, 'waitUntilReady' | 'close'>

/** Where the queues live, and how to open them there. */
export interface QueueConnection {
  backend: 'redis' | 'postgres'
  openQueue(name: string): OpenQueue
  openWorker(name: string, run: (data: unknown) => Promise<void>, concurrency: number): OpenWorker
  /** A warning about settings of the server that lose jobs; null when all is well. */
  warning(): Promise<string | null>
  /** Throws while the server does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** How long the settings of a server are waited for. */
const answerLimitMs = 2_000

// Finished jobs tell nothing that Postgres does not know better; failed ones are our bugs and are kept to be read.
const defaultJobOptions: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: { count: 500 } }

// A worker that stops renewing for this long is dead: its job is given to another.
const workerOptions = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 3 }

/**
 * Redis through ioredis where there is one, else BullMQ's own backend on the PostgreSQL that is there anyway.
 * @param namespace keeps apart several installations on one server.
 */
export function openQueueConnection(
  urls: { redisUrl: string | null; databaseUrl: string },
  log: Log,
  namespace = 'stillthere',
): QueueConnection {
  return urls.redisUrl ? onRedis(urls.redisUrl, namespace, log) : onPostgres(urls.databaseUrl, namespace, log)
}

function onRedis(url: string, namespace: string, log: Log): QueueConnection {
  // Producers must fail rather than wait: a web request must not hang because Redis does.
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: false })
  const consumer = new Redis(url, { maxRetriesPerRequest: null })
  const warn = onceAMinute((message: string) => log.warn({ error: message }, 'redis'))
  for (const client of [producer, consumer]) client.on('error', (error) => warn(error.message))
  return {
    backend: 'redis',
    openQueue: (name) =>
      heard(new Queue(name, { connection: producer, prefix: namespace, defaultJobOptions }), log),
    openWorker: (name, run, concurrency) =>
      heardFailing(
        new Worker(name, (job) => run(job.data), {
          connection: consumer,
          prefix: namespace,
          concurrency,
          ...workerOptions,
        }),
        log,
      ),
    async warning() {
      // A server that is away is told by readiness; a start must not wait for it.
      const info = await Promise.race([consumer.info('memory'), sleep(answerLimitMs, '', { ref: false })])
      const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1]
      return policy && policy !== 'noeviction'
        ? `Redis may throw jobs away: set maxmemory-policy to noeviction (it is ${policy})`
        : null
    },
    ping: async () => void (await producer.ping()),
    async close() {
      producer.disconnect()
      consumer.disconnect()
    },
  }
}

function onPostgres(databaseUrl: string, namespace: string, log: Log): QueueConnection {
  const connection = {
    connectionString: databaseUrl,
    schema: `${namespace}_queue`,
    migrate: true,
    max: 3,
    application_name: 'stillthere-queue',
  }
  return {
    backend: 'postgres',
    openQueue: (name) =>
      heard(new Queue(name, { connection, defaultJobOptions }, createPostgresBackend), log),
    openWorker: (name, run, concurrency) =>
      heardFailing(
        new Worker(
          name,
          (job) => run(job.data),
          { connection, concurrency, ...workerOptions },
          createPostgresBackend,
        ),
        log,
      ),
    warning: async () => null,
    // The queue lives in the database, which is asked anyway.
    ping: async () => undefined,
    close: async () => undefined,
  }
}

interface Emitter {
  name: string
  on(event: 'error', listener: (error: Error) => void): unknown
}

function heard<T extends Emitter>(emitter: T, log: Log): T {
  const warn = onceAMinute((message: string) => log.warn({ queue: emitter.name, error: message }, 'queue'))
  // Without a listener a lost connection would end the process.
  emitter.on('error', (error) => warn(error.message))
  return emitter
}

interface FailingEmitter extends Emitter {
  on(event: 'error' | 'failed', listener: (...told: never[]) => void): unknown
}

/** A job that fails met a bug of ours, or a store that was away. What it left undone, the reconciler finds. */
function heardFailing<Heard extends FailingEmitter>(worker: Heard, log: Log): Heard {
  const tell = onceAMinute((error: Error) =>
    log.error({ queue: worker.name, error }, 'a job failed; what it left undone waits for the reconciler'),
  )
  worker.on('failed', (_job: unknown, error: Error) => tell(error))
  return heard(worker, log)
}

/** A server that is away fails many times a second; one line a minute tells as much. */
function onceAMinute<Told>(tell: (told: Told) => void): (told: Told) => void {
  let lastAtMs = Number.NEGATIVE_INFINITY
  return (told) => {
    if (performance.now() - lastAtMs < 60_000) return
    lastAtMs = performance.now()
    tell(told)
  }
}
