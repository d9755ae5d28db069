import { setMaxListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import type { Pipeline } from '../src/pipeline/context.ts'
import { openBatches } from '../src/pipeline/run-batch.ts'
import type { Runner } from '../src/pipeline/runner.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { batchJob, queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/** Hosts that one process holds at the same time: most of them only wait for their next turn. */
const hostsAtOnce = 256

/**
 * How far V8 lets the heap grow before it collects, percent of what lives. By itself it takes four times as
 * much on a machine with much memory: 350 MB where 55 are in use.
 */
const heapGrowthPercent = 60

/** Runs batches: one job is one host whose waiting checks are to be run. */
export function startChecker(
  pipeline: Pipeline,
  connection: QueueConnection,
  runner: Omit<Runner, 'stopping'>,
): Worker {
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`)
  const stopping = new AbortController()
  // One listener a host that waits for its turn is no leak.
  setMaxListeners(0, stopping.signal)
  const batches = openBatches(pipeline, { ...runner, stopping: stopping.signal })
  const run = (data: unknown) => {
    const { host, asked } = batchJob.parse(data)
    return batches.run(host, asked)
  }
  const worker = connection.openWorker(queueNames.batches, run, hostsAtOnce)
  return {
    async stop() {
      stopping.abort()
      await worker.close()
      await batches.close()
    },
  }
}
