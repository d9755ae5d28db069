import { Hono } from 'hono'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'

/** For orchestrators and Prometheus; no session, nothing that names a contact. */
export function healthRoutes({ readiness, metrics, pipeline }: House) {
  return new Hono<Env>()
    .get('/healthz', (c) => c.json({ ok: true }))
    .get('/readyz', async (c) => {
      const answer = await readiness()
      return c.json(answer, answer.ok ? 200 : 503)
    })
    .get('/metrics', async (c) => {
      try {
        return c.text(await metrics(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
      } catch (error) {
        pipeline.log.error({ err: error }, 'metrics could not be collected')
        return c.text('metrics could not be collected\n', 503)
      }
    })
}
