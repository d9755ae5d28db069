import type { Context } from 'hono'
import { Hono } from 'hono'
import { createToken, listTokens, revokeToken, scopes } from '../../src/store/tokens.ts'
import { audited } from '../audited.ts'
import type { Env } from '../env.ts'
import { needs, readAll, readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { cleanText } from '../views/clean-text.ts'
import { TokensPage, type TokensProps } from '../views/settings/tokens-page.tsx'

/** Tokens of programs. */
export function tokenRoutes(house: House) {
  return new Hono<Env>()
    .get('/settings/tokens', needs('admin'), (c) => showTokens(house, c))
    .post('/settings/tokens', needs('admin'), (c) => make(house, c))
    .post('/settings/tokens/:id/revoke', needs('admin'), (c) =>
      revoke(house, c, readRowId(c.req.param('id'))),
    )
}

async function showTokens(
  { pipeline }: House,
  c: Context<Env>,
  shown: Pick<TokensProps, 'made' | 'invalid'> = {},
) {
  const view = c.get('view')
  const tokens = await listTokens(pipeline.db)
  const notice = c.req.query('done') === undefined ? undefined : { text: view.t.access.settings.done }
  if (shown.invalid) c.status(422)
  return c.html(<TokensPage view={view} tokens={tokens} notice={notice} {...shown} />)
}

async function make(house: House, c: Context<Env>) {
  const name = cleanText((await readForm(c)).name ?? '', 80).trim()
  const asked = await readAll(c, 'scope')
  const granted = scopes.filter((scope) => asked.includes(scope))
  if (name === '' || granted.length === 0) return showTokens(house, c, { invalid: true })
  const by = c.get('view').session?.user.name ?? null
  const made = await audited(house, c, async (tx, now) => {
    const token = await createToken(tx, name, granted, now, by)
    const after = { name, prefix: token.slice(0, 8), scopes: granted }
    return { result: token, deed: { action: 'token-create', subject: 'token', before: null, after } }
  })
  return showTokens(house, c, { made })
}

async function revoke(house: House, c: Context<Env>, id: number | null) {
  if (id === null) return c.notFound()
  const revoked = await audited(house, c, async (tx, now) => {
    const before = await revokeToken(tx, id, now)
    const deed = before && { action: 'token-revoke', subject: `token:${id}`, before, after: null }
    return { result: before, deed }
  })
  return revoked ? c.redirect('/settings/tokens?done', 303) : c.notFound()
}
