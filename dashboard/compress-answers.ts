import type { MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import type { Env } from './env.ts'

/**
 * Compresses pages, lists and files for whoever takes gzip. Streams of events are left alone, as is what is
 * compressed already. An answer with an ETag goes as it is: compressing would weaken the tag, and a weak one is
 * no condition for a change (RFC 9110, 13.1.1).
 */
export function compressAnswers(): MiddlewareHandler<Env> {
  const gzip = compress({ encoding: 'gzip' })
  return async (c, next) => {
    await next()
    if (!c.res.headers.has('ETag')) await gzip(c, async () => undefined)
  }
}
