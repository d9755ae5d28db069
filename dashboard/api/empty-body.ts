import type { MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'

/**
 * Takes a request without content for one without a body, whatever its type says: generated clients announce
 * JSON for every body that they could have sent. What must have a body says so by its schema.
 */
export function acceptEmptyBody(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const type = c.req.header('content-type')
    if (c.req.method !== 'GET' && type !== undefined && (await c.req.text()) === '')
      c.req.raw.headers.delete('content-type')
    return next()
  }
}
