import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { claimKey, keepAnswer, releaseKey } from '../../src/store/idempotent-answers.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { problem } from './problem.ts'

/** Headers of an answer that belong to its content. */
const keptHeaders = ['content-type', 'etag', 'location']
const changing = ['POST', 'PATCH']

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): a request that is repeated with its key gets
 * the first answer again and changes nothing. Keys belong to one token. Answers of ours that went wrong are
 * not kept.
 */
export function repeatSafely({ pipeline }: House): MiddlewareHandler<Env> {
  return async (c, next) => {
    const sent = c.req.header('idempotency-key')
    if (sent === undefined || !changing.includes(c.req.method)) return next()
    if (sent.length === 0 || sent.length > 255)
      return problem(c, 400, 'An Idempotency-Key has 1 to 255 characters.')
    const { db } = pipeline
    const key = hashOf(c.req.header('authorization') ?? '', sent)
    const requestHash = hashOf(c.req.method, c.req.path, await c.req.text())
    const claim = await claimKey(db, key, requestHash, pipeline.now())
    switch (claim.state) {
      case 'other-request':
        return problem(c, 422, 'This Idempotency-Key was used for another request.')
      case 'running':
        return problem(c, 409, 'The first request with this Idempotency-Key is still being worked on.')
      case 'answered': {
        const { status, headers, body } = claim.answer
        for (const [name, value] of Object.entries(headers)) c.header(name, value)
        c.header('Idempotency-Replayed', 'true')
        return c.body(body, status as ContentfulStatusCode)
      }
      case 'new':
        break
    }
    try {
      await next()
    } catch (error) {
      await releaseKey(db, key)
      throw error
    }
    const { status } = c.res
    // Retry-After asks for the same request again: the repeat should hear how it ended.
    if (c.error || status >= 500 || c.res.headers.has('retry-after')) return releaseKey(db, key)
    const headers = Object.fromEntries(
      keptHeaders.flatMap((name) => {
        const value = c.res.headers.get(name)
        return value === null ? [] : [[name, value]]
      }),
    )
    await keepAnswer(db, key, { status, headers, body: await c.res.clone().text() })
  }
}

function hashOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
