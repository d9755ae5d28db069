import type { Pipeline } from '../src/pipeline/context.ts'
import { runBatch } from '../src/pipeline/run-batch.ts'
import type { Runner } from '../src/pipeline/runner.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { batchJob, queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/** Hosts that one process checks at the same time. */
const hostsAtOnce = 16

/** Runs batches: one job is one host whose waiting checks are to be run. */
export function startChecker(
  pipeline: Pipeline,
  connection: QueueConnection,
  runner: Omit<Runner, 'stopping'>,
): Worker {
  const stopping = new AbortController()
  const run = (data: unknown) =>
    runBatch(pipeline, { ...runner, stopping: stopping.signal }, batchJob.parse(data).host)
  const worker = connection.openWorker(queueNames.batches, run, hostsAtOnce)
  return {
    async stop() {
      stopping.abort()
      await worker.close()
    },
  }
}
