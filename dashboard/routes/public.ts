import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { publicFile } from '../public-files.ts'

/** Stylesheets, script and picture. Addresses carry a version, so they may be kept for good. */
export function publicRoutes() {
  return new Hono<Env>().get('/public/:name', (c) => {
    const file = publicFile(c.req.param('name'))
    if (!file) return c.notFound()
    const current = c.req.query('v') === file.version
    c.header('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'public, max-age=60')
    return c.body(file.body, 200, { 'Content-Type': file.type })
  })
}
