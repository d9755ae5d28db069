import { getDomain } from 'tldts'

const trackingParameter =
  /^(?:utm_.{1,40}|yclid|ysclid|gclid|fbclid|_openstat|from|ref|referrer|erid|roistat|etext|_ga|mc_cid|mc_eid|igshid|clid|rs|sid|session|_r|__rr|lang|locale|hl|gl)$/i

/** Documented hosts that live on under another name: following them is no news. Registrable domain or host. */
const successors: Readonly<Record<string, readonly string[]>> = {
  'telegram.me': ['t.me'],
  'telegram.dog': ['t.me'],
  'vk.com': ['vk.ru'],
  'vkontakte.ru': ['vk.com', 'vk.ru'],
  'vk.me': ['vk.com', 'vk.ru'],
  'wildberries.ru': ['wb.ru'],
  'forms.gle': ['docs.google.com'],
  'goo.gl': ['docs.google.com'],
  'yandex.com': ['yandex.ru'],
  'yandex.ru': ['yandex.com', 'ya.ru'],
  'twitter.com': ['x.com'],
  'apps.rustore.ru': ['www.rustore.ru'],
  'itunes.apple.com': ['apps.apple.com'],
  'youtu.be': ['youtube.com'],
  'zen.yandex.ru': ['dzen.ru'],
  'beru.ru': ['market.yandex.ru'],
  'goods.ru': ['megamarket.ru'],
  'sbermegamarket.ru': ['megamarket.ru'],
  'tinkoff.ru': ['tbank.ru'],
  'tmall.ru': ['aliexpress.ru'],
}

/** Host without `www.` and `m.`, lower case. */
function plainHost(url: URL): string {
  return url.hostname.replace(/^(?:www|m)\./, '')
}

function plainPath(url: URL): string {
  const path = url.pathname.replace(/\/(?:index|default)\.(?:html?|php|aspx)$/i, '/').replace(/\/{1,50}$/, '')
  return decodeSafely(path).toLowerCase()
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function plainQuery(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !trackingParameter.test(name)).sort()
  return new URLSearchParams(kept).toString()
}

/** How the last address of an exchange relates to the documented one. */
export type Relation =
  | 'same'
  /** Known new name of the same host, or another path of the same host that is not its beginning. */
  | 'followed'
  /** A deep address ended on the home page or a section above it. */
  | 'home'
  /** An address that is named for missing pages. */
  | 'error-page'
  | 'other-host'

/** Compares two absolute URLs; what cannot be parsed is the same only when equal. */
export function relate(documented: string, last: string): Relation {
  if (documented === last) return 'same'
  if (!URL.canParse(documented) || !URL.canParse(last)) return 'other-host'
  const [from, to] = [new URL(documented), new URL(last)]
  const hostStays = plainHost(from) === plainHost(to)
  const [before, after] = [plainPath(from), plainPath(to)]
  if (hostStays && before === after) return samePathRelation(from, to, before)
  if (isErrorAddress(to, after) && !isErrorAddress(from, before)) return 'error-page'
  if (before !== '' && isAbove(after, before))
    return hostStays || isSuccessor(from, to) || sameOwner(from, to) ? 'home' : 'other-host'
  if (isSuccessor(from, to)) return 'followed'
  return hostStays ? 'followed' : 'other-host'
}

function samePathRelation(from: URL, to: URL, path: string): Relation {
  // A home page that dropped its query dropped the page that was asked for.
  return path === '' && plainQuery(from) !== '' && plainQuery(to) === '' ? 'home' : 'same'
}

function isSuccessor(from: URL, to: URL): boolean {
  const names = [plainHost(from), getDomain(from.href) ?? ''].flatMap((name) => successors[name] ?? [])
  return (
    names.includes(plainHost(to)) || names.includes(to.hostname) || names.includes(getDomain(to.href) ?? '')
  )
}

function sameOwner(from: URL, to: URL): boolean {
  const domain = getDomain(from.href)
  return domain !== null && domain === getDomain(to.href)
}

function isErrorAddress({ search }: URL, path: string): boolean {
  return (
    /\/(?:errors?\/)?(?:404|not[-_]?found|page[-_]?not[-_]?found|error[-_]?404|404[-_]?error|stranica-ne-na[ijy]dena)(?:\.[a-z]{2,5})?(?:\/|$)/.test(
      path,
    ) || /[?&](?:error|status|code|err)=404(?:&|$)/i.test(search)
  )
}

const languageRoot = /^\/(?:ru|en|kz|kk|by|be|uz|am|kg|zh|de|fr|es|tr|us)(?:[-_][a-z]{2})?$/

/** Home pages with or without a language, or a strict ancestor of the documented path. */
function isAbove(path: string, deep: string): boolean {
  return path === '' || languageRoot.test(path) || deep.startsWith(`${path}/`)
}

/** Whether the address is a host's home page, so that nothing is above it and nothing beside it. */
export function isRoot(url: string): boolean {
  return URL.canParse(url) && plainPath(new URL(url)) === ''
}
