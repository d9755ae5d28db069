import type { Context, MiddlewareHandler } from 'hono'
import { readSession } from '../src/store/people.ts'
import { readToken } from '../src/store/tokens.ts'
import { tooMany } from './api/authenticate.ts'
import { problem } from './api/problem.ts'
import { clientAddress } from './client-address.ts'
import type { Published } from './deps.ts'
import type { Env } from './env.ts'
import type { House } from './house.ts'

/**
 * Lets everybody read a part that the configuration publishes. Otherwise a session, or a token with the scope
 * `read` (`Authorization: Bearer`, or as the password of Basic, which feed readers can send).
 */
export function openTo(house: House, part: Published): MiddlewareHandler<Env> {
  return async (c, next) => {
    const share = await house.limits.strangers.take(clientAddress(c))
    if (!share.ok) return tooMany(c, share)
    const isPublic = house.published?.includes(part) ?? false
    if (!isPublic && !(await mayRead(house, c))) {
      return problem(c, 401, `Sign in, or send a token. STILLTHERE_PUBLIC=${part} opens this to everybody.`, {
        headers: { 'WWW-Authenticate': 'Basic realm="stillthere", charset="UTF-8"' },
      })
    }
    c.header('Cache-Control', isPublic ? 'public, max-age=60' : 'private, no-cache')
    return next()
  }
}

async function mayRead({ pipeline, cookies }: House, c: Context<Env>): Promise<boolean> {
  const { db, now } = pipeline
  const sessionId = cookies.readSession(c)
  if (sessionId && (await readSession(db, sessionId, now()))) return true
  const token = tokenOf(c.req.header('authorization') ?? '')
  const client = token === null ? null : await readToken(db, token, now())
  return client?.scopes.includes('read') ?? false
}

function tokenOf(header: string): string | null {
  const [, scheme = '', rest = ''] = /^(Bearer|Basic) +(\S{1,400})$/i.exec(header) ?? []
  const sent = scheme.toLowerCase() === 'basic' ? Buffer.from(rest, 'base64').toString().split(':')[1] : rest
  return /^st_[\w-]{20,100}$/.test(sent ?? '') ? (sent ?? null) : null
}
