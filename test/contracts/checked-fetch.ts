import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

interface Operation {
  operationId?: string
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}

/** The parts of an OpenAPI 3.1 document that answers are held against. */
interface Description {
  paths: Record<string, Record<string, Operation>>
}

/** The description that is checked in. */
export const descriptionFile = path.join(import.meta.dirname, '../../dashboard/openapi.json')

export interface CheckedFetch {
  fetch: typeof fetch
  /** Operations that were called, with the status of each answer: `attestContact 200`. */
  called: string[]
}

/** A fetch that throws where an answer is not as the description says: its status, its type, its content. */
export async function openCheckedFetch(): Promise<CheckedFetch> {
  const description = JSON.parse(await readFile(descriptionFile, 'utf8')) as Description
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  ajv.addSchema(description, 'api')
  const called: string[] = []
  return {
    called,
    async fetch(input, init) {
      const answer = await fetch(input, init)
      const { pathname } = new URL(answer.url)
      const method = (init?.method ?? 'GET').toLowerCase()
      const [template, operation] = operationOf(description, pathname, method)
      const where = `${operation.operationId} ${answer.status}`
      called.push(where)
      const described = operation.responses[answer.status]
      if (!described) throw new Error(`${where} is not described`)
      const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
      if (!described.content) return answer
      if (!described.content[type]) throw new Error(`${where} has the type ${type}`)
      if (!type.endsWith('json')) return answer
      const place = ['paths', template, method, 'responses', answer.status, 'content', type, 'schema']
      const validate = ajv.compile({ $ref: `api#/${place.map(escapePart).join('/')}` })
      hold(where, validate, await answer.clone().json())
      return answer
    },
  }
}

function hold(where: string, validate: ValidateFunction, body: unknown): void {
  if (validate(body)) return
  const wrong = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  throw new Error(`${where}: ${wrong.join('; ')}`)
}

function operationOf({ paths }: Description, pathname: string, method: string): [string, Operation] {
  for (const [template, operations] of Object.entries(paths)) {
    const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`)
    const operation = operations[method]
    if (operation && pattern.test(pathname)) return [template, operation]
  }
  throw new Error(`${method} ${pathname} is not described`)
}

/** A part of a JSON pointer in an address (RFC 6901, section 6). */
function escapePart(part: string | number): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))
}
