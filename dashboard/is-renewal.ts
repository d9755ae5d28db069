import type { Context } from 'hono'

/**
 * Does a page ask by itself, for what changed since somebody opened it? Such a request keeps no session alive and is
 * no visit: nobody need be there. A browser that says so wrongly only signs itself out sooner.
 */
export function isRenewal(c: Context): boolean {
  return c.req.path === '/live' || c.req.header('x-renewal') !== undefined
}
