import { z } from 'zod'

/** All queues. Jobs carry ids only: Redis keeps them as clear text, and Postgres is the truth. */
export const queueNames = {
  batches: 'batches',
  /** Batches that somebody waits for, with workers of their own: however much is under way, they begin at once. */
  asked: 'asked',
  ticks: 'ticks',
  alerts: 'alerts',
  articles: 'articles',
} as const

/** Run the waiting checks of some hosts. */
export const batchJob = z.object({ hosts: z.array(z.string()) })
export type BatchJob = z.infer<typeof batchJob>

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
