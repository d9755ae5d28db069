import type { Context } from 'hono'
import { Hono } from 'hono'
import { endSession, readInvite, setLanguage, useInvite } from '../../src/store/people.ts'
import { hashOf } from '../../src/store/secrets.ts'
import { clientAddress } from '../client-address.ts'
import type { Env } from '../env.ts'
import { readForm } from '../guards.tsx'
import type { House } from '../house.ts'
import { asLanguage } from '../i18n/language.ts'
import type { Allowance } from '../rate-limits.ts'
import { cleanText } from '../views/clean-text.ts'
import { ErrorPage } from '../views/error-page.tsx'
import { InvitePage, SignInPage, SpentLinkPage } from '../views/sign-in-pages.tsx'

const maxName = 80

/** Signing in by a one-time link, signing out, choosing a language. */
export function signInRoutes(house: House) {
  return new Hono<Env>()
    .get('/sign-in', (c) => c.html(<SignInPage view={c.get('view')} />))
    .get('/sign-in/:secret', (c) => showInvite(house, c, c.req.param('secret')))
    .post('/sign-in/:secret', (c) => acceptInvite(house, c, c.req.param('secret')))
    .post('/sign-out', (c) => signOut(house, c))
    .post('/language', (c) => chooseLanguage(house, c))
}

// Mail scanners open links: looking at one changes nothing, the button does.
async function showInvite(house: House, c: Context<Env>, secret: string) {
  const { db } = house.pipeline
  const view = c.get('view')
  const limit = await house.limits.badLinks.ask(clientAddress(c))
  if (!limit.ok) return tooMany(c, limit)
  const invite = await readInvite(db, secret, view.now)
  if (!invite) return spent(house, c)
  return c.html(
    <InvitePage view={view} role={invite.role} isNew={await isForNewUser(house, secret)} invalid={false} />,
  )
}

async function acceptInvite(house: House, c: Context<Env>, secret: string) {
  const { db } = house.pipeline
  const view = c.get('view')
  const limit = await house.limits.badLinks.ask(clientAddress(c))
  if (!limit.ok) return tooMany(c, limit)
  const invite = await readInvite(db, secret, view.now)
  if (!invite) return spent(house, c)
  const name = cleanText((await readForm(c)).name ?? '', 1000).trim()
  const isNew = await isForNewUser(house, secret)
  if (isNew && (name === '' || name.length > maxName)) {
    c.status(422)
    return c.html(<InvitePage view={view} role={invite.role} isNew invalid />)
  }
  const signedIn = await useInvite(db, secret, name, view.language, view.now, c.req.header('user-agent'))
  if (!signedIn) return spent(house, c)
  house.cookies.writeSession(c, signedIn.sessionId)
  return c.redirect('/', 303)
}

async function isForNewUser({ pipeline }: House, secret: string): Promise<boolean> {
  const row = await pipeline.db
    .selectFrom('invites')
    .select('user_id')
    .where('token_hash', '=', hashOf(secret))
    .executeTakeFirst()
  return row?.user_id === null
}

async function spent(house: House, c: Context<Env>) {
  const limit = await house.limits.badLinks.take(clientAddress(c))
  if (!limit.ok) return tooMany(c, limit)
  c.status(404)
  return c.html(<SpentLinkPage view={c.get('view')} />)
}

function tooMany(c: Context<Env>, { retryAfterSeconds }: Extract<Allowance, { ok: false }>) {
  const view = c.get('view')
  const { errors } = view.t.frame
  c.header('Retry-After', String(retryAfterSeconds))
  c.status(429)
  return c.html(
    <ErrorPage
      view={view}
      title={errors.tooMany}
      why={errors.tooManyWhy(retryAfterSeconds)}
      id={c.get('requestId')}
    />,
  )
}

async function signOut(house: House, c: Context<Env>) {
  if (c.get('view').session) await endSession(house.pipeline.db, c.get('sessionId'))
  house.cookies.dropSession(c)
  return c.redirect('/sign-in', 303)
}

async function chooseLanguage(house: House, c: Context<Env>) {
  const { language, back = '/' } = await readForm(c)
  const chosen = asLanguage(language)
  if (chosen) {
    house.cookies.writeLanguage(c, chosen)
    const { session } = c.get('view')
    if (session) await setLanguage(house.pipeline.db, session.user.id, chosen)
  }
  return c.redirect(localPath(back), 303)
}

/** Only a path of ours: a form must not be able to send its user to another site. */
function localPath(path: string): string {
  const base = 'http://here.invalid'
  if (!path.startsWith('/') || !URL.canParse(path, base)) return '/'
  const url = new URL(path, base)
  // `/.//host` keeps our origin, and yet its path would be read as another host.
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
