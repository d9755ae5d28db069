import { timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Role } from '../src/store/schema-people.ts'
import type { Env } from './env.ts'
import type { House } from './house.ts'
import { isContactId } from './ids.ts'
import { unmaskToken } from './mask-token.ts'
import { mayEdit } from './may-edit.ts'
import { isSameOrigin } from './same-origin.ts'
import { cleanText } from './views/clean-text.ts'
import { ErrorPage } from './views/error-page.tsx'

const ranks: Record<Role, number> = { reader: 0, editor: 1, admin: 2 }

/** Does the script of our pages ask, which reads JSON? */
export function wantsJson(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes('application/json')
}

/** Lets in sessions of this role and above; others are shown the way to sign in, or told what they lack. */
export function needs(role: Role): MiddlewareHandler<Env> {
  return async (c, next) => {
    const view = c.get('view')
    if (!view.session) {
      return wantsJson(c) ? c.json({ error: 'signed-out' }, 401) : c.redirect('/sign-in', 303)
    }
    if (ranks[view.session.user.role] < ranks[role]) {
      const { errors } = view.t.frame
      const why = errors.forbiddenWhy(view.t.words.roles[role] ?? role)
      c.status(403)
      return c.html(<ErrorPage view={view} title={errors.forbidden} why={why} id={c.get('requestId')} />)
    }
    const id = c.req.param('id')
    if (role !== 'reader' && id !== undefined && isContactId(id) && !mayEdit(view.session.user, id))
      return refuseForeign(c)
    return next()
  }
}

/** Tells an editor of other marketplaces whose contacts they may change, and what to do about this one. */
export async function refuseForeign(c: Context<Env>): Promise<Response> {
  const view = c.get('view')
  c.status(403)
  if (wantsJson(c)) return c.json({ error: 'other-marketplace' })
  const { foreign } = view.t.access
  const own = (view.session?.user.marketplaces ?? []).map((place) => cleanText(place, 60)).join(', ')
  return c.html(
    <ErrorPage view={view} title={foreign.title} why={foreign.why(own)} id={c.get('requestId')} />,
  )
}

/**
 * Refuses changes that no page of ours asked for: the request must come from our origin, and carry the
 * session's token where there is a session.
 */
export function guardForms(house: House): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const { session } = c.get('view')
    const isOurs = isSameOrigin(c.req.raw, house.publicUrl)
    if (isOurs && (!session || equals(unmaskToken(await sentToken(c)), unmaskToken(session.csrfToken))))
      return next()
    const view = c.get('view')
    const { errors } = view.t.frame
    c.status(403)
    if (wantsJson(c)) return c.json({ error: 'stale-form' })
    return c.html(
      <ErrorPage view={view} title={errors.stale} why={errors.staleWhy} id={c.get('requestId')} />,
    )
  }
}

async function sentToken(c: Context): Promise<string> {
  const header = c.req.header('x-csrf-token')
  if (header !== undefined) return header
  const { csrf } = await readForm(c)
  return csrf ?? ''
}

function equals(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Fields of a form, text only; a body that is no form has none. */
export async function readForm(c: Context): Promise<Record<string, string | undefined>> {
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(c.req.header('content-type') ?? ''))
    return {}
  const fields = await c.req.parseBody()
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** All texts that a form sent under one name: ticked boxes of a list. */
export async function readAll(c: Context, name: string): Promise<string[]> {
  const form = await c.req.formData()
  return form.getAll(name).filter((value): value is string => typeof value === 'string')
}
