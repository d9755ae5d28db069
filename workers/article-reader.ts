import type { Pipeline } from '../src/pipeline/context.ts'
import { type ArchiveRunner, findArchived } from '../src/pipeline/find-archived.ts'
import { type ArticleRunner, refetchDueArticles } from '../src/pipeline/refetch-articles.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { queueNames } from '../src/queue/queues.ts'
import type { Worker } from './scheduler.ts'

/** Asks for articles that are due, and the archive for one page that is gone, whenever the scheduler wakes it; Postgres knows which those are. */
export function startArticleReader(
  pipeline: Pipeline,
  connection: QueueConnection,
  runner: Omit<ArticleRunner & ArchiveRunner, 'stopping'>,
): Worker {
  const stopping = new AbortController()
  const read = async () => {
    const whole = { ...runner, stopping: stopping.signal }
    await refetchDueArticles(pipeline, whole)
    await findArchived(pipeline, whole)
  }
  const worker = connection.openWorker(queueNames.articles, read, 1)
  return {
    async stop() {
      stopping.abort()
      await worker.close()
    },
  }
}
