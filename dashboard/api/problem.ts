import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'

/** What went wrong with a request, as RFC 9457 writes it. */
export const problemSchema = z
  .object({
    type: z.string().describe('Address of a description of this kind of problem.'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().describe('Id of this very request, also in the log.'),
    errors: z
      .array(
        z.object({
          pointer: z.string().describe('JSON pointer to the value (RFC 6901).'),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .openapi('Problem')

export type Problem = z.infer<typeof problemSchema>

const titles = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Service unavailable',
} as const

export type ProblemStatus = keyof typeof titles

/** Answers with a problem. `detail` is English and tells the caller what to change. */
export function problem<S extends ProblemStatus>(
  c: Context,
  status: S,
  detail: string,
  more: { errors?: Problem['errors']; headers?: Record<string, string> } = {},
) {
  const body: Problem = {
    type: `/api/docs#problem-${status}`,
    title: titles[status],
    status,
    detail,
    instance: `urn:request:${String(c.get('requestId'))}`,
    ...(more.errors && { errors: more.errors }),
  }
  return c.json(body, status, { ...more.headers, 'Content-Type': 'application/problem+json' })
}

/** A status that has a problem of its own; anything else is our error. */
export function asProblemStatus(status: number): ProblemStatus {
  return status in titles ? (status as ProblemStatus) : 500
}

/** The same description for every problem a route may answer with. */
export function problems<const S extends ProblemStatus>(...statuses: S[]) {
  const described = statuses.map((status) => [
    status,
    { description: titles[status], content: { 'application/problem+json': { schema: problemSchema } } },
  ])
  return Object.fromEntries(described) as Record<
    S,
    { description: string; content: { 'application/problem+json': { schema: typeof problemSchema } } }
  >
}
