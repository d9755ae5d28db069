import type { Pipeline } from '../src/pipeline/context.ts'
import { type PictureFiles, prune } from '../src/pipeline/prune.ts'
import { reconcile } from '../src/pipeline/reconcile.ts'
import { settlePace } from '../src/pipeline/settle-pace.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { queueNames, tickEveryMs, tickJob } from '../src/queue/queues.ts'
import { openPlanner } from './planner.ts'

/** A part of the process that can be drained. */
export interface Worker {
  stop(): Promise<void>
}

/** How often the reconciler looks, and the schedulers are written again in case the queue was flushed. */
const reconcileEveryMs = 20_000

/** Wakes the planner by time and finds what the queue lost. Any number of processes may run it. */
export function startScheduler(
  pipeline: Pipeline,
  connection: QueueConnection,
  pictures: PictureFiles,
): Worker {
  const ticks = connection.openQueue(queueNames.ticks)
  const articles = connection.openQueue(queueNames.articles)
  const planner = openPlanner(pipeline, tickEveryMs.plan)
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
  const worker = connection.openWorker(
    queueNames.ticks,
    async (data) => {
      const { tick } = tickJob.parse(data)
      if (tick === 'plan') await planner.plan()
      else if (tick === 'pace') await settlePace(pipeline)
      // One job at a time is enough: whoever takes it asks for all articles that are due.
      else if (tick === 'articles') await articles.add('articles', {}, { jobId: 'due', removeOnFail: true })
      else await prune(pipeline, pictures)
    },
    1,
  )
  const failed = (error: unknown) =>
    pipeline.log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      'could not reconcile now',
    )
  let running: Promise<unknown> = Promise.resolve()
  const look = () => {
    // Not waited for at the end: a queue that is away answers only when it is back.
    ensureSchedulers().catch(failed)
    running = reconcile(pipeline).catch(failed)
  }
  look()
  settlePace(pipeline).catch(failed)
  const timer = setInterval(look, reconcileEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
      await worker.close()
      await planner.stop()
      await ticks.close()
      await articles.close()
    },
  }
}
