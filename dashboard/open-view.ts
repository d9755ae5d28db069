import type { Context, MiddlewareHandler } from 'hono'
import { readSession } from '../src/store/people.ts'
import type { Env, View } from './env.ts'
import type { House } from './house.ts'
import { catalogueOf } from './i18n/catalogue.ts'
import { asLanguage, preferredLanguage } from './i18n/language.ts'
import { isRenewal } from './is-renewal.ts'
import { maskToken } from './mask-token.ts'
import { readBanners } from './read-banners.ts'

/** Finds out who reads, in which language, and what they must know first. */
export function openView(house: House): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { pipeline, cookies } = house
    const now = pipeline.now()
    const sessionId = cookies.readSession(c)
    const session = sessionId ? await readSession(pipeline.db, sessionId, now, !isRenewal(c)) : null
    const banners = session && c.req.method === 'GET' ? await readBanners(pipeline, now) : []
    c.set('view', {
      ...bareView(house, c),
      session: session && { ...session, csrfToken: maskToken(session.csrfToken) },
      banners,
      now,
      ...languageOf(house, c, session?.user.language),
    })
    if (session && sessionId) c.set('sessionId', sessionId)
    // A page shows what one person may see at one moment.
    c.header('Cache-Control', 'no-store')
    await next()
  }
}

function languageOf({ cookies }: House, c: Context, chosen?: string): Pick<View, 'language' | 't'> {
  const language =
    asLanguage(chosen) ?? cookies.readLanguage(c) ?? preferredLanguage(c.req.header('accept-language'))
  return { language, t: catalogueOf(language) }
}

/** A view that asks the database nothing: for errors on the way to a better one. */
export function bareView(house: House, c: Context): View {
  const { pathname, search } = new URL(c.req.url)
  return {
    ...languageOf(house, c),
    now: house.pipeline.now(),
    session: null,
    path: pathname + search,
    banners: [],
    version: house.version,
  }
}
