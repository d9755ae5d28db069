import { setMaxListeners } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import type { Pipeline } from '../src/pipeline/context.ts'
import { openBatches } from '../src/pipeline/run-batch.ts'
import type { Runner } from '../src/pipeline/runner.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { batchJob, queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/**
 * Jobs that one process runs at the same time, of some hosts each: most hosts only wait for their next turn. What
 * somebody waits for has room of its own, which routine work never fills.
 */
const jobsAtOnce = { routine: 64, asked: 32 }

/**
 * How far V8 lets the heap grow before it collects, percent of what lives. By itself it takes four times as
 * much on a machine with much memory: 350 MB where 55 are in use.
 */
const heapGrowthPercent = 55

/** Runs batches: a job is some hosts whose waiting checks are to be run. */
export function startChecker(
  pipeline: Pipeline,
  connection: QueueConnection,
  runner: Omit<Runner, 'stopping'>,
  slots = jobsAtOnce,
): Worker {
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`)
  const stopping = new AbortController()
  // One listener a host that waits for its turn is no leak.
  setMaxListeners(0, stopping.signal)
  const batches = openBatches(pipeline, { ...runner, stopping: stopping.signal })
  const run = async (data: unknown, asked: boolean) => {
    const { hosts } = batchJob.parse(data)
    const ends = await Promise.allSettled(hosts.map((host) => batches.run(host, asked)))
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed) throw failed.reason
  }
  const workers = [
    connection.openWorker(queueNames.batches, (data) => run(data, false), slots.routine),
    connection.openWorker(queueNames.asked, (data) => run(data, true), slots.asked),
  ]
  return {
    async stop() {
      stopping.abort()
      await Promise.all(workers.map((worker) => worker.close()))
      await batches.close()
    },
  }
}
