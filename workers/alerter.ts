import type { Channel } from '../src/alerts/alert.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { deliverAlerts } from '../src/pipeline/deliver-alerts.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/** How often the outbox is looked through for what no wake-up told of: retries, and what a queue lost. */
const sweepEveryMs = 5_000

/** Delivers what the outbox owes. The queue only wakes it. */
export function startAlerter(
  pipeline: Pipeline,
  connection: QueueConnection,
  channels: ReadonlyMap<string, Channel>,
  publicUrl: string,
): Worker {
  let running: Promise<unknown> = Promise.resolve()
  // One after the other: a wake-up during a delivery must look again, since its alert may be newer.
  const deliver = () => {
    running = running
      .then(() => deliverAlerts(pipeline, channels, { publicUrl }))
      .catch((error: unknown) =>
        pipeline.log.warn(
          { error: error instanceof Error ? error.message : String(error) },
          'could not deliver alerts now',
        ),
      )
    return running
  }
  const worker = connection.openWorker(queueNames.alerts, async () => void (await deliver()), 1)
  const timer = setInterval(deliver, sweepEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await worker.close()
      await running
      for (const channel of channels.values()) await channel.close()
    },
  }
}
