import { z } from 'zod'

/** All queues. Jobs carry ids only: Redis keeps them as clear text, and Postgres is the truth. */
export const queueNames = {
  batches: 'batches',
  ticks: 'ticks',
  alerts: 'alerts',
  articles: 'articles',
} as const

/** Run the waiting checks of one host; `asked`: a person waits for one of them. */
export const batchJob = z.object({ host: z.string(), asked: z.boolean().default(false) })

/** Work that time itself brings; schedulers only wake it. */
export const tickJob = z.object({ tick: z.enum(['plan', 'pace', 'prune', 'articles']) })
export type TickJob = z.infer<typeof tickJob>

/** How often each tick comes, milliseconds. */
export const tickEveryMs: Record<TickJob['tick'], number> = {
  plan: 1_000,
  pace: 3_600_000,
  prune: 3_600_000,
  articles: 30_000,
}

/** BullMQ takes the smallest number first; 0 would put a job before all priorities. */
export const jobPriorities = { asked: 1, routine: 10 } as const
