import type { Context, MiddlewareHandler } from 'hono'
import { readToken, type Scope } from '../../src/store/tokens.ts'
import { clientAddress } from '../client-address.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import type { Allowance, Quota } from '../rate-limits.ts'
import { problem } from './problem.ts'

const challenge = { 'WWW-Authenticate': 'Bearer realm="stillthere"' }

/** Knows clients by `Authorization: Bearer st_…` (RFC 6750), and by nothing else: cookies do not count here. */
export function authenticate({ pipeline, limits, published = [] }: House): MiddlewareHandler<Env> {
  return async (c, next) => {
    const address = clientAddress(c)
    const isOpen = published.includes('lookup') && c.req.path === '/api/v1/lookup'
    if (isOpen && c.req.header('authorization') === undefined) {
      const share = await limits.strangers.take(address)
      if (!share.ok) return tooMany(c, share)
      tellQuota(c, share.quota)
      c.header('Access-Control-Allow-Origin', '*')
      c.header('Cache-Control', 'public, max-age=60')
      return next()
    }
    const [load, guesses] = await Promise.all([limits.address.take(address), limits.badTokens.ask(address)])
    for (const limit of [load, guesses]) if (!limit.ok) return tooMany(c, limit)
    const token = /^Bearer +(st_[\w-]{20,100})$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const client = token ? await readToken(pipeline.db, token, pipeline.now()) : null
    if (!token || !client) {
      await limits.badTokens.take(address)
      return problem(c, 401, 'Send a token of this product: Authorization: Bearer st_…', {
        headers: challenge,
      })
    }
    const own = await limits.token.take(token)
    if (!own.ok) return tooMany(c, own)
    c.set('client', client)
    tellQuota(c, own.quota)
    // Kept by the client alone, and never used without asking: that is what entity tags are for.
    c.header('Cache-Control', 'private, no-cache')
    return next()
  }
}

/** How much of the window is left, as draft-ietf-httpapi-ratelimit-headers-11 writes it. */
function tellQuota(c: Context<Env>, { points, windowSeconds, remaining, resetSeconds }: Quota) {
  c.header('RateLimit-Policy', `"default";q=${points};w=${windowSeconds}`)
  c.header('RateLimit', `"default";r=${remaining};t=${resetSeconds}`)
}

export function tooMany(c: Context<Env>, { retryAfterSeconds, quota }: Extract<Allowance, { ok: false }>) {
  tellQuota(c, quota)
  return problem(c, 429, `Too many requests; try again in ${retryAfterSeconds} s.`, {
    headers: { 'Retry-After': String(retryAfterSeconds) },
  })
}

/** Lets tokens with this scope through. */
export function allows(scope: Scope): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.get('client').scopes.includes(scope)) return next()
    return problem(c, 403, `This needs a token with the scope ${scope}.`, {
      headers: {
        'WWW-Authenticate': `Bearer realm="stillthere", error="insufficient_scope", scope="${scope}"`,
      },
    })
  }
}
