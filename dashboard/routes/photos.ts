import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { answerPhoto } from '../photos/answer-photo.ts'

/** Pictures that people took as evidence. */
export function photoRoutes(house: House) {
  return new Hono<Env>().get(
    '/photos/:id',
    needs('reader'),
    async (c) => (await answerPhoto(house, c, readRowId(c.req.param('id')))) ?? c.notFound(),
  )
}
