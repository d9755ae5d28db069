import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import { ApiDocsPage, type ApiDocument } from '../views/api-docs-page.tsx'

/** The API for readers, made from the same document as `/openapi.json`. */
export function apiDocsRoutes(describe: () => unknown) {
  return new Hono<Env>().get('/api/docs', needs('reader'), (c) => {
    const document = JSON.parse(JSON.stringify(describe())) as ApiDocument
    return c.html(<ApiDocsPage view={c.get('view')} document={document} />)
  })
}
