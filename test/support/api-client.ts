import type { TestDashboard } from './dashboard.ts'

/** The parts of answers that these tests read; each answer has some of them. */
interface ApiBody {
  id: number
  status: string
  revision: number
  next: string | null
  items: { id: string; state: string; contactId: string; flags: string[] }[]
  check: { id: number; state: string }
  action: string
  undo: { id: number; action: string } | null
  owner: string | null
  detail: string
  attestations: { says: string; by: string; photo: string | null }[]
  claims: unknown[]
  history: { checks: { trace: string[] }[] }
  errors: { pointer: string }[]
}

/** An answer as a client sees it. */
export interface ApiAnswer {
  status: number
  headers: Headers
  json: ApiBody
}

export type ApiCall = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiAnswer>

/** A client of the API with a token of every scope. */
export async function openApiClient(house: TestDashboard): Promise<ApiCall> {
  const token = await house.token('read', 'write', 'run')
  return async (method, path, body, headers = {}) => {
    const answer = await house.app.request(`/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: answer.status, headers: answer.headers, json: (await answer.json()) as ApiBody }
  }
}
