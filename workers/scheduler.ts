import type { Pipeline } from '../src/pipeline/context.ts'
import { planDue } from '../src/pipeline/plan-due.ts'
import { prune } from '../src/pipeline/prune.ts'
import { reconcile } from '../src/pipeline/reconcile.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { queueNames, tickEveryMs, tickJob } from '../src/queue/queues.ts'

/** A part of the process that can be drained. */
export interface Worker {
  stop(): Promise<void>
}

/** How often the reconciler looks, and the schedulers are written again in case the queue was flushed. */
const reconcileEveryMs = 20_000

/** Wakes the planner by time and finds what the queue lost. Any number of processes may run it. */
export async function startScheduler(pipeline: Pipeline, connection: QueueConnection): Promise<Worker> {
  const ticks = connection.openQueue(queueNames.ticks)
  const ensureSchedulers = () =>
    Promise.all(
      Object.entries(tickEveryMs).map(([tick, every]) =>
        ticks.upsertJobScheduler(
          tick,
          { every },
          { name: tick, data: { tick }, opts: { removeOnComplete: true } },
        ),
      ),
    )
  await ensureSchedulers()
  const worker = connection.openWorker(
    queueNames.ticks,
    async (data) => {
      const { tick } = tickJob.parse(data)
      if (tick === 'plan') await planDue(pipeline)
      else await prune(pipeline)
    },
    1,
  )
  let running: Promise<unknown> = Promise.resolve()
  const look = () => {
    running = Promise.all([ensureSchedulers(), reconcile(pipeline)]).catch((error: unknown) =>
      pipeline.log.warn(
        { error: error instanceof Error ? error.message : String(error) },
        'could not reconcile now',
      ),
    )
  }
  look()
  const timer = setInterval(look, reconcileEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
      await worker.close()
      await ticks.close()
    },
  }
}
