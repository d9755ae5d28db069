import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { asLanguage, type Language } from './i18n/language.ts'

const yearSeconds = 365 * 24 * 3600
/** The store ends sessions; the cookie only has to live as long as the longest of them. */
const sessionSeconds = 7 * 24 * 3600

/** The cookies of a dashboard that is reached under `publicUrl`. */
export interface Cookies {
  readSession(c: Context): string | null
  writeSession(c: Context, id: string): void
  dropSession(c: Context): void
  readLanguage(c: Context): Language | null
  writeLanguage(c: Context, language: Language): void
}

/** `__Host-` ties the session to this very host, where the browser allows it: over https (RFC 6265bis). */
export function cookiesFor(isHttps: boolean): Cookies {
  const name = isHttps ? '__Host-stillthere' : 'stillthere'
  const common = { path: '/', httpOnly: true, sameSite: 'Lax', secure: isHttps } as const
  return {
    readSession: (c) => getCookie(c, name) ?? null,
    writeSession: (c, id) => setCookie(c, name, id, { ...common, maxAge: sessionSeconds }),
    dropSession: (c) => void deleteCookie(c, name, common),
    readLanguage: (c) => asLanguage(getCookie(c, 'language')),
    writeLanguage: (c, language) => setCookie(c, 'language', language, { ...common, maxAge: yearSeconds }),
  }
}
