import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { QueueConnection } from './connection.ts'
import { type BatchJob, queueNames } from './queues.ts'

/** A wish to run the waiting checks of hosts. With the same first host and key it is the same wish. */
export interface HostWish {
  hosts: readonly string[]
  key: string
  urgency: 'asked' | 'routine'
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
  const batches = {
    routine: connection.openQueue(queueNames.batches),
    asked: connection.openQueue(queueNames.asked),
  }
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
      for (const urgency of ['asked', 'routine'] as const) {
        const jobs = wishes.filter((wish) => wish.urgency === urgency).map(toJob)
        if (jobs.length > 0) await hint('checks', () => batches[urgency].addBulk(jobs))
      }
    },
    deliverAlerts: () => hint('alerts', () => alerts.add('deliver-alerts', {})),
    async close() {
      await Promise.all([batches.routine, batches.asked, alerts].map((queue) => queue.close()))
    },
  }
}

function toJob({ hosts, key, inMs }: HostWish) {
  return {
    name: 'run-batch',
    data: { hosts: [...hosts] } satisfies BatchJob,
    // Deterministic: the same wish twice is one job. BullMQ refuses ids with a colon.
    opts: { jobId: `${hosts[0]}-${key}`.replaceAll(':', '_'), ...(inMs && { delay: inMs }) },
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
