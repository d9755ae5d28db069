import { setMaxListeners } from 'node:events'
import type { Pipeline } from '../src/pipeline/context.ts'
import { openBatches } from '../src/pipeline/run-batch.ts'
import type { Runner } from '../src/pipeline/runner.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { batchJob, queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/** Hosts that one process holds at the same time: most of them only wait for their next turn. */
const hostsAtOnce = 128

/** Runs batches: one job is one host whose waiting checks are to be run. */
export function startChecker(
  pipeline: Pipeline,
  connection: QueueConnection,
  runner: Omit<Runner, 'stopping'>,
): Worker {
  const stopping = new AbortController()
  // One listener a host that waits for its turn is no leak.
  setMaxListeners(0, stopping.signal)
  const batches = openBatches(pipeline, { ...runner, stopping: stopping.signal })
  const run = (data: unknown) => batches.run(batchJob.parse(data).host)
  const worker = connection.openWorker(queueNames.batches, run, hostsAtOnce)
  return {
    async stop() {
      stopping.abort()
      await worker.close()
      await batches.close()
    },
  }
}
