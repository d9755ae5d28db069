import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { QueueConnection } from './connection.ts'
import { jobPriorities, queueNames } from './queues.ts'

/** A wish to run the waiting checks of a host. Equal keys are one wish. */
export interface HostWish {
  host: string
  key: string
  urgency: keyof typeof jobPriorities
  /** How long to wait before, milliseconds. */
  inMs?: number
}

/** Wishes written into the queues. A queue that is away costs a warning: the reconciler finds the work again. */
export interface QueueWake {
  runHosts(wishes: readonly HostWish[]): Promise<void>
  deliverAlerts(): Promise<void>
  close(): Promise<void>
}

/** BullMQ waits for a server that is away; whoever wishes must not. */
const hintLimitMs = 2_000

/** Opens the queues for writing. */
export function openWake(connection: QueueConnection, log: Log): QueueWake {
  const batches = connection.openQueue(queueNames.batches)
  const alerts = connection.openQueue(queueNames.alerts)
  const hint = async (what: string, add: () => Promise<unknown>) => {
    try {
      await withinLimit(add())
    } catch (error) {
      log.warn(
        { error: error instanceof Error ? error.message : String(error) },
        `${what} could not be queued now`,
      )
    }
  }
  return {
    async runHosts(wishes) {
      if (wishes.length === 0) return
      const jobs = wishes.map(({ host, key, urgency, inMs }) => ({
        name: 'run-batch',
        data: { host, asked: urgency === 'asked' },
        // Deterministic: the same wish twice is one job. BullMQ refuses ids with a colon.
        opts: {
          jobId: `${host}-${key}`.replaceAll(':', '_'),
          priority: jobPriorities[urgency],
          ...(inMs && { delay: inMs }),
        },
      }))
      await hint(`${wishes.length} hosts`, () => batches.addBulk(jobs))
    },
    deliverAlerts: () => hint('alerts', () => alerts.add('deliver-alerts', {})),
    async close() {
      await Promise.all([batches.close(), alerts.close()])
    },
  }
}

async function withinLimit(work: Promise<unknown>): Promise<void> {
  const late = new AbortController()
  // A wish that is late may still arrive: the same wish twice is one job.
  const limit = sleep(hintLimitMs, undefined, { signal: late.signal }).then(() => {
    throw new Error(`no answer within ${hintLimitMs / 1000} s`)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    late.abort()
  }
}
