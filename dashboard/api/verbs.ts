import { createRoute, z } from '@hono/zod-openapi'
import { attestContact } from '../../src/pipeline/attest-contact.ts'
import { retireContact } from '../../src/pipeline/edit-contact.ts'
import {
  acknowledgeContact,
  assignContact,
  muteContact,
  releaseContact,
  unmuteContact,
} from '../../src/pipeline/mark-contact.ts'
import { undoChange } from '../../src/pipeline/undo-change.ts'
import type { House } from '../house.ts'
import { readContactPage } from '../read-contact-page.ts'
import { cleanText } from '../views/clean-text.ts'
import { answerChange, editorOf, writeAnswers, writeHeaders } from './answer-change.ts'
import { allows } from './authenticate.ts'
import { openApi } from './open-api.ts'
import { contactIdParameter } from './parameters.ts'
import { problem } from './problem.ts'
import { maxPhotoCharacters, photoProblems, readSentPhoto } from './read-sent-photo.ts'

function verbRoute<P extends string, S extends z.ZodType>(
  path: P,
  summary: string,
  schema: S,
  required: boolean,
) {
  return createRoute({
    method: 'post',
    path: `/contacts/{id}/${path}`,
    operationId: `${path}Contact`,
    summary,
    middleware: [allows('write')] as const,
    request: {
      params: contactIdParameter,
      headers: writeHeaders,
      body: { required, content: { 'application/json': { schema } } },
    },
    responses: writeAnswers,
  })
}

const nothing = z.object({})
const text = (max: number) => z.string().max(max).default('')
const when = z.iso.datetime({ offset: true })

const attestBody = z.object({
  says: z.enum(['works', 'broken']),
  how: text(200),
  heard: text(1000).openapi({ description: 'What was heard or seen.' }),
  note: text(1000),
  triedAt: when.optional().openapi({ description: 'When it was tried; now unless given.' }),
  photo: z
    .string()
    .max(maxPhotoCharacters)
    .optional()
    .openapi({ description: 'A JPEG, PNG or WebP picture of at most 5 MiB, in Base64.' }),
  holdsDays: z.number().int().min(1).max(365).optional().openapi({ description: 'Expiry of the word.' }),
})
const muteBody = z
  .object({ until: when.optional(), days: z.number().min(0.01).max(365).optional(), reason: text(300) })
  .openapi({ description: 'Until a moment or for some days; a week unless given.' })
const assignBody = z.object({ owner: z.string().max(80).nullable() })
const retireBody = z.object({
  successor: z.string().max(130).nullish(),
  note: z.string().max(2000).optional(),
})
const undoBody = z.object({ id: z.number().int().optional() })

const routes = {
  attest: verbRoute(
    'attest',
    'A person’s word: overrules at once, and holds while the evidence stays the same',
    attestBody,
    true,
  ),
  acknowledge: verbRoute('acknowledge', 'Somebody sees to it', nothing, false),
  release: verbRoute('release', 'Nobody sees to it any more', nothing, false),
  mute: verbRoute('mute', 'No letters about it for a while, and why', muteBody, true),
  unmute: verbRoute('unmute', 'Letters again', nothing, false),
  assign: verbRoute('assign', 'Give it an owner; null: none', assignBody, true),
  retire: verbRoute('retire', 'Document it as discontinued, with its successor', retireBody, false),
  undo: verbRoute('undo', 'Take back a change; the last one of this client unless named', undoBody, false),
}

/** Days without letters unless somebody says otherwise. */
export const muteDays = 7
const dayMs = 24 * 3_600_000

/** What editors do with one contact, one route a verb. */
export function verbsApi(house: House) {
  const { pipeline } = house
  const api = openApi()
  api.openapi(routes.attest, async (c) => {
    const { id } = c.req.valid('param')
    const { says, how, heard, note, triedAt, holdsDays, photo } = c.req.valid('json')
    const { by, expects } = editorOf(c)
    const tried = triedAt === undefined ? undefined : new Date(triedAt)
    if (tried && tried > pipeline.now())
      return problem(c, 422, 'A word about the future.', {
        errors: [{ pointer: '/triedAt', detail: 'is not past' }],
      })
    const sent = await readSentPhoto(house.dataDir, photo)
    if (sent.state === 'refused')
      return problem(c, 422, 'The picture cannot be taken.', {
        errors: [{ pointer: '/photo', detail: photoProblems[sent.problem] }],
      })
    const word = {
      ...{ says, how: cleanText(how, 200), heard: cleanText(heard, 1000), note: cleanText(note, 1000), by },
      ...(tried && { triedAt: tried }),
      ...(holdsDays !== undefined && { holdsDays }),
      ...(sent.state === 'kept' && { photo: sent.photo }),
    }
    return answerChange(house, c, id, await attestContact(pipeline, id, word, expects))
  })
  api.openapi(routes.acknowledge, async (c) => {
    const { id } = c.req.valid('param')
    return answerChange(house, c, id, await acknowledgeContact(pipeline, id, editorOf(c)))
  })
  api.openapi(routes.release, async (c) => {
    const { id } = c.req.valid('param')
    return answerChange(house, c, id, await releaseContact(pipeline, id, editorOf(c)))
  })
  api.openapi(routes.mute, async (c) => {
    const { id } = c.req.valid('param')
    const { until, days = muteDays, reason } = c.req.valid('json')
    const end = until === undefined ? new Date(pipeline.now().getTime() + days * dayMs) : new Date(until)
    const mute = { until: end, reason: cleanText(reason, 300).trim() }
    return answerChange(house, c, id, await muteContact(pipeline, id, mute, editorOf(c)))
  })
  api.openapi(routes.unmute, async (c) => {
    const { id } = c.req.valid('param')
    return answerChange(house, c, id, await unmuteContact(pipeline, id, editorOf(c)))
  })
  api.openapi(routes.assign, async (c) => {
    const { id } = c.req.valid('param')
    const owner = cleanText(c.req.valid('json').owner ?? '', 80).trim() || null
    return answerChange(house, c, id, await assignContact(pipeline, id, owner, editorOf(c)))
  })
  api.openapi(routes.retire, async (c) => {
    const { id } = c.req.valid('param')
    const { successor, note } = c.req.valid('json')
    return answerChange(house, c, id, await retireContact(pipeline, id, { successor, note }, editorOf(c)))
  })
  api.openapi(routes.undo, async (c) => {
    const { id } = c.req.valid('param')
    const editor = editorOf(c)
    const page = await readContactPage(pipeline, id, pipeline.now(), editor.by)
    if (!page) return problem(c, 404, 'No contact has this id.')
    const entry = c.req.valid('json').id ?? page.undoable?.id ?? 0
    return answerChange(house, c, id, await undoChange(pipeline, entry, id, editor))
  })
  return api
}
