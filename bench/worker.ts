import { randomUUID } from 'node:crypto'
import { patienceOf } from '../src/domain/patience.ts'
import { registry } from '../src/kinds/index.ts'
import { openLog } from '../src/log.ts'
import { openMetrics } from '../src/metrics.ts'
import { openNet } from '../src/net/open-net.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { openDetectors } from '../src/pipeline/detectors.ts'
import { openQueueConnection } from '../src/queue/connection.ts'
import { openWake } from '../src/queue/queue-wake.ts'
import { openDatabase } from '../src/store/database.ts'
import { startChecker } from '../workers/checker.ts'
import { createEvents } from '../workers/events.ts'
import { startScheduler, type Worker } from '../workers/scheduler.ts'

/** One of our processes as the bench runs it. */
export interface WorkerTask {
  databaseUrl: string
  redisUrl: string | null
  namespace: string
  roles: ('scheduler' | 'checker')[]
  /** Between two starts on one host, milliseconds. */
  hostGapMs: number
}

/** How often it says how much it has recorded since it said so last, milliseconds. */
const tellEveryMs = 20

/**
 * The product's own planner, queue and checker, wired as `workers/main.ts` wires them. What is different: every
 * name leads to loopback, and nobody asks whether we are online.
 */
function start({ databaseUrl, redisUrl, namespace, roles, hostGapMs }: WorkerTask): void {
  const log = openLog('warn')
  const db = openDatabase(databaseUrl, log)
  const connection = openQueueConnection({ redisUrl, databaseUrl }, log, namespace)
  const events = createEvents(openMetrics())
  let recorded = 0
  const pipeline: Pipeline = {
    db,
    kinds: registry,
    wake: openWake(connection, log),
    log,
    now: () => new Date(),
    timeScale: 1,
    patience: patienceOf('balanced'),
    recorded(event) {
      recorded += 1
      events.recorded(event)
    },
  }
  void run(pipeline)

  async function run(working: Pipeline): Promise<void> {
    const net = await openNet({
      connectTo: [{ host1: null, port1: null, host2: '127.0.0.1', port2: null }],
      allowNets: ['127.0.0.0/8'],
      dnsServers: [],
      chromiumPath: null,
      userAgent: 'stillthere-bench/1',
      hostGapMs,
    })
    const started: Worker[] = []
    if (roles.includes('checker'))
      started.push(
        startChecker(working, connection, {
          net,
          vantages: [],
          detectors: openDetectors(working, net),
          references: new Map(),
          isOnline: async () => true,
          keepScreenshot: async () => randomUUID(),
          rules: 'bench',
          hostGapMs,
        }),
      )
    if (roles.includes('scheduler'))
      started.push(
        startScheduler(working, connection, { list: async () => [], remove: async () => undefined }),
      )
    setInterval(() => {
      if (recorded > 0) process.send?.({ recorded })
      recorded = 0
    }, tellEveryMs)
    process.once('SIGTERM', async () => {
      await Promise.all(started.map((worker) => worker.stop()))
      process.exit(0)
    })
    process.send?.('ready')
  }
}

start(JSON.parse(process.argv[2] ?? '{}') as WorkerTask)
process.once('disconnect', () => process.exit(0))
