import { createRoute, z } from '@hono/zod-openapi'
import type { Registry } from '../../src/kinds/index.ts'
import { requestTargetCheck } from '../../src/pipeline/request-recheck.ts'
import type { House } from '../house.ts'
import { maxWaitSeconds, waitForCheck } from '../wait-for-check.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { rowIdParameter } from './parameters.ts'
import { presentCheck } from './present-check.ts'
import { problem, problems } from './problem.ts'
import { askedCheckSchema, checkSchema } from './schemas.ts'

const readRoute = createRoute({
  method: 'get',
  path: '/checks/{id}',
  operationId: 'readCheck',
  summary: 'A check; waits for its end if asked to',
  middleware: [allows('read')] as const,
  request: {
    params: rowIdParameter,
    query: z.object({
      wait: z.coerce
        .number()
        .min(0)
        .default(0)
        .openapi({ description: `Seconds, ${maxWaitSeconds} at most.`, example: 25 }),
    }),
  },
  responses: {
    200: { description: 'The check, done or not.', content: { 'application/json': { schema: checkSchema } } },
    ...problems(401, 403, 404, 422, 429),
  },
})

const askRoute = createRoute({
  method: 'post',
  path: '/checks',
  operationId: 'checkTarget',
  summary: 'Check a target that is in no knowledge base',
  middleware: [allows('run')] as const,
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.object({
            target: z.string().min(1).max(2048).openapi({ example: 'https://t.me/durov' }),
            kind: z
              .string()
              .max(60)
              .optional()
              .openapi({ description: 'Guessed from the target unless given.' }),
          }),
        },
      },
    },
  },
  responses: {
    202: {
      description: 'Queued; `Location` is where to wait.',
      content: { 'application/json': { schema: z.object({ check: askedCheckSchema }) } },
    },
    ...problems(400, 401, 403, 415, 422, 429),
  },
})

type Understood = { ok: true; kind: string; value: string } | { ok: false; pointer: string; detail: string }

/** The kind and canonical value of a written target. */
function understand(
  { kindNamed, recogniseTarget }: Registry,
  target: string,
  kindName: string | undefined,
): Understood {
  if (kindName === undefined) {
    const guess = recogniseTarget(target)
    if (!guess)
      return {
        ok: false,
        pointer: '/target',
        detail: 'no kind of contact is recognised in it; name the kind',
      }
    return { ok: true, kind: guess.kind.name, value: guess.value }
  }
  const kind = kindNamed(kindName)
  if (!kind) return { ok: false, pointer: '/kind', detail: 'no such kind' }
  const parsed = kind.parse(target)
  if (!parsed.ok) return { ok: false, pointer: '/target', detail: parsed.problem }
  return { ok: true, kind: kind.name, value: parsed.value }
}

/** Single checks. */
export function checksApi({ pipeline }: House) {
  const api = openApi()

  api.openapi(readRoute, async (c) => {
    const { wait } = c.req.valid('query')
    const check = await waitForCheck(pipeline.db, c.req.valid('param').id, wait, c.req.raw.signal)
    if (!check) return problem(c, 404, 'No check has this id, or it was pruned.')
    return c.json(presentCheck(check), 200)
  })

  api.openapi(askRoute, async (c) => {
    const { target, kind } = c.req.valid('json')
    const understood = understand(pipeline.kinds, target.replaceAll('\0', '').trim(), kind)
    if (!understood.ok) {
      const { pointer, detail } = understood
      return problem(c, 422, 'The target cannot be checked.', { errors: [{ pointer, detail }] })
    }
    const id = await requestTargetCheck(
      pipeline,
      { kind: understood.kind, value: understood.value },
      c.get('client').name,
    )
    c.header('Location', `/api/v1/checks/${id}`)
    return c.json({ check: { id, state: 'queued' as const } }, 202)
  })

  return api
}
