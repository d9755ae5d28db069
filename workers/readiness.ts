import { sql } from 'kysely'
import type { ReadinessCheck } from '../dashboard/deps.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import type { QueueConnection } from '../src/queue/connection.ts'
import { pendingMigrations } from '../src/store/database.ts'

/** Longer than this and the thing asked counts as away. */
const limitMs = 3_000

/** Database, migrations and queue: what must answer before the product does. */
export async function checkReadiness(
  { db }: Pipeline,
  connection: QueueConnection,
): Promise<{ ok: boolean; checks: ReadinessCheck[] }> {
  const checks = await Promise.all([
    look('database', async () => {
      await sql`select 1`.execute(db)
      return 'answers'
    }),
    look('migrations', async () => {
      const pending = await pendingMigrations(db)
      if (pending.length > 0) throw new Error(`not applied: ${pending.join(', ')}`)
      return 'all applied'
    }),
    look('queue', async () => {
      await connection.ping()
      return `answers (${connection.backend})`
    }),
  ])
  return { ok: checks.every((check) => check.ok), checks }
}

async function look(name: string, ask: () => Promise<string>): Promise<ReadinessCheck> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs).unref()
  })
  try {
    return { name, ok: true, detail: await Promise.race([ask(), late]) }
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) }
  }
}
