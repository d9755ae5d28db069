import { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import { problem } from './problem.ts'

/** An API of one resource. What does not match its schema is answered with every mistake and its place. */
export function openApi() {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return
      const errors = result.error.issues.map(({ path, message }) => ({
        pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
        detail: message,
      }))
      return problem(c, 422, `The ${result.target} does not match the description.`, { errors })
    },
  })
}
