import type { Pipeline } from '../src/pipeline/context.ts'
import { type ArticleRunner, refetchDueArticles } from '../src/pipeline/refetch-articles.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/** Asks for articles that are due whenever the scheduler wakes it; Postgres knows which those are. */
export function startArticleReader(
  pipeline: Pipeline,
  connection: QueueConnection,
  runner: Omit<ArticleRunner, 'stopping'>,
): Worker {
  const stopping = new AbortController()
  const read = async () => void (await refetchDueArticles(pipeline, { ...runner, stopping: stopping.signal }))
  const worker = connection.openWorker(queueNames.articles, read, 1)
  return {
    async stop() {
      stopping.abort()
      await worker.close()
    },
  }
}
