import type { Parsed } from '../kind.ts'

/** Canonical address of an application in a store; null for any other address. */
function storeAddress(text: string): string | null {
  const source = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(source)) return null
  const { hostname, pathname, searchParams } = new URL(source)
  if (hostname === 'play.google.com' && pathname === '/store/apps/details') {
    const id = searchParams.get('id') ?? ''
    return /^[a-z]\w*(?:\.\w+)+$/i.test(id) && id.length < 200
      ? `https://play.google.com/store/apps/details?id=${id}`
      : null
  }
  if (hostname === 'apps.apple.com' || hostname === 'itunes.apple.com') {
    const [, country = 'us', id] =
      /^\/(?:([a-z]{2})\/)?app\/(?:[^/]{1,200}\/)?(id\d{5,12})\/?$/.exec(pathname) ?? []
    return id ? `https://apps.apple.com/${country}/app/${id}` : null
  }
  if (hostname === 'apps.rustore.ru' || hostname === 'www.rustore.ru' || hostname === 'rustore.ru') {
    const id = /^\/(?:catalog\/)?app\/([\w.]{3,200})\/?$/.exec(pathname)?.[1]
    return id ? `https://apps.rustore.ru/app/${id}` : null
  }
  return null
}

/** A store address without doubt, canonical; else null. */
export function recogniseApp(text: string): string | null {
  const written = text.trim()
  return /\s/.test(written) || written.length > 1000 ? null : storeAddress(written)
}

/** A store address, or a description of an application that only a person can follow. */
export function parseApp(text: string): Parsed {
  const written = text.replace(/\s+/g, ' ').trim()
  const address = recogniseApp(written)
  if (address !== null) return { ok: true, value: address }
  if (written === '') return { ok: false, problem: 'the application is not named' }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written))
    return { ok: false, problem: 'not a page of an application in Google Play, the App Store or RuStore' }
  if (written.length > 300)
    return { ok: false, problem: 'a name of an application is shorter than 300 characters' }
  return { ok: true, value: written }
}

/** Whether a canonical value is a store address, not a description. */
export function isStoreAddress(value: string): boolean {
  return /^https?:\/\//.test(value)
}

/** The part of a store address by which its page is known. */
export function storeIdOf(value: string): string {
  return /(?:[?&]id=|\/)([^/?&=]+)$/.exec(value)?.[1] ?? value
}
