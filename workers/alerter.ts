import type { Channel } from '../src/alerts/alert.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { type DeliveryOptions, deliverAlerts } from '../src/pipeline/deliver-alerts.ts'
import { escalate, remind } from '../src/pipeline/remind.ts'
import { watchMonitor } from '../src/pipeline/watch-monitor.ts'
import { tellWhatLasts } from '../src/pipeline/withhold-flapping.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/** How often the outbox is looked through for what no wake-up told of: retries, and what a queue lost. */
const sweepEveryMs = 5_000
/** How often it is asked whether something is owed because time passed. */
const remindEveryMs = 30_000
/** Senders at once: one that meets a server which never answers must not keep the others waiting. */
const sendersMax = 2

export interface AlerterOptions extends DeliveryOptions {
  channels: ReadonlyMap<string, Channel>
  /** @default 5000 */
  sweepMs?: number
}

/** Delivers what the outbox owes. The queue only wakes it. */
export function startAlerter(
  pipeline: Pipeline,
  connection: QueueConnection,
  { channels, sweepMs = sweepEveryMs, ...options }: AlerterOptions,
): Worker {
  const warn = (what: string) => (error: unknown) =>
    pipeline.log.warn({ error: error instanceof Error ? error.message : String(error) }, what)
  const sending = new Set<Promise<unknown>>()
  let again = false
  const deliver = () => {
    // A wake-up while all senders are busy must not be forgotten: its alert may be newer than what they claimed.
    if (sending.size >= sendersMax) {
      again = true
      return
    }
    const run = deliverAlerts(pipeline, channels, options)
      .catch(warn('could not deliver alerts now'))
      .finally(() => {
        sending.delete(run)
        if (again && !stopped) {
          again = false
          deliver()
        }
      })
    sending.add(run)
  }
  const startedAt = pipeline.now()
  let stopped = false
  let reminding: Promise<unknown> = Promise.resolve()
  const lookAtTime = () => {
    reminding = Promise.all([
      remind(pipeline, options.publicUrl),
      escalate(pipeline),
      tellWhatLasts(pipeline),
      watchMonitor(pipeline, startedAt),
    ]).catch(warn('could not see what time brought'))
  }
  const worker = connection.openWorker(queueNames.alerts, async () => deliver(), 1)
  const timers = [setInterval(deliver, sweepMs), setInterval(lookAtTime, remindEveryMs)]
  deliver()
  return {
    async stop() {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await worker.close()
      await Promise.all([...sending, reminding])
      for (const channel of channels.values()) await channel.close()
    },
  }
}
