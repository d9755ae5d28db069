import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../house.ts'
import { answerPhoto } from '../photos/answer-photo.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { rowIdParameter } from './parameters.ts'
import { problem, problems } from './problem.ts'

const picture = { schema: z.string().openapi({ format: 'binary' }) }

const route = createRoute({
  method: 'get',
  path: '/photos/{id}',
  operationId: 'readPhoto',
  summary: 'The picture of an attestation, without what its camera wrote beside it',
  middleware: [allows('read')] as const,
  request: { params: rowIdParameter },
  responses: {
    200: {
      description: 'The picture.',
      content: { 'image/jpeg': picture, 'image/png': picture, 'image/webp': picture },
    },
    ...problems(401, 403, 404, 422, 429),
  },
})

/** Pictures that people took as evidence. */
export function photosApi(house: House) {
  const api = openApi()
  api.openapi(
    route,
    async (c) =>
      (await answerPhoto(house, c, c.req.valid('param').id)) ?? problem(c, 404, 'There is no such picture.'),
  )
  return api
}
