import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { asProblemStatus, problem } from './api/problem.ts'
import type { Env } from './env.ts'
import type { House } from './house.ts'
import { bareView } from './open-view.ts'
import { ErrorPage } from './views/error-page.tsx'

function isApi(c: Context): boolean {
  return c.req.path.startsWith('/api/v1')
}

/** What is expected to go wrong with a request, in the notation of whoever asked. */
export function refuse(house: House, c: Context<Env>, status: 404 | 413) {
  if (isApi(c))
    return problem(c, status, status === 404 ? 'There is nothing here.' : 'The request is too large.')
  const view = c.get('view') ?? bareView(house, c)
  const { errors } = view.t.frame
  const [title, why] =
    status === 404 ? [errors.notFound, errors.notFoundWhy] : [errors.tooLarge, errors.tooLargeWhy]
  const isPhoto = status === 413 && /^multipart/i.test(c.req.header('content-type') ?? '')
  const said = isPhoto ? view.t.photos.tooLarge : why
  c.status(status)
  return c.html(<ErrorPage view={view} title={title} why={said} id={c.get('requestId')} />)
}

/** What threw: the framework's refusals are the client's, everything else is our bug and gets logged. */
export function recover(house: House, c: Context<Env>, error: Error) {
  const id = c.get('requestId')
  const status = error instanceof HTTPException ? asProblemStatus(error.status) : 500
  if (status === 500)
    house.pipeline.log.error({ err: error, requestId: id, path: c.req.routePath }, 'a request failed')
  if (isApi(c)) {
    return problem(c, status, status === 500 ? 'This is our mistake; it was logged.' : error.message)
  }
  const view = c.get('view') ?? bareView(house, c)
  const { errors } = view.t.frame
  const [title, why] = status === 500 ? [errors.broken, errors.brokenWhy] : [errors.stale, errors.staleWhy]
  c.status(status)
  return c.html(<ErrorPage view={view} title={title} why={why} id={id} />)
}
