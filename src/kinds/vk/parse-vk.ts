import type { Parsed } from '../kind.ts'

const hosts = new Set([
  'vk.com',
  'vk.ru',
  'm.vk.com',
  'm.vk.ru',
  'vkontakte.ru',
  'vk.me',
  'www.vk.com',
  'www.vk.ru',
])

/** Addresses of the site itself, not of a community or a person. */
const reserved = new Set(
  (
    'about ads album apps audio audios away blank blog board bugs business clips dev docs faq feed friends gifts groups ' +
    'help im jobs join login mail market menu music notifications photos places press privacy restore search settings ' +
    'share stickers stories support terms verify video videos vkpay wall widget_community'
  ).split(' '),
)

/** Posts, photos and the like carry digits after these words. */
const belongsToOthers =
  /^(?:wall|photo|video|clip|topic|album|albums|audio|audios|doc|market|product|story|app|page|note|poll|write|gim|im|board|docs|videos|photos)-?\d/

const screenName = /^[a-z0-9_.]{2,32}$/

/** Screen name of a link to a community or a person, lower case; or what is wrong with it. */
function readName(text: string): Parsed {
  const source = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(source)) return wrong('not an address')
  const { hostname, pathname, username } = new URL(source)
  if (!hosts.has(hostname) || username !== '') return wrong('not an address of VK')
  const name = pathname.slice(1).replace(/\/$/, '').toLowerCase()
  if (name === '') return wrong('the address leads to VK as a whole, not to a community')
  if (name.endsWith('.php') || reserved.has(name)) return wrong(`“${name}” is a page of VK itself`)
  if (belongsToOthers.test(name)) return wrong('the address leads to one post or file, not to a community')
  if (!screenName.test(name))
    return wrong('a name on VK has 2 to 32 Latin letters, digits, dots or underscores')
  return { ok: true, value: `https://vk.com/${name}` }
}

function wrong(problem: string): Parsed {
  return { ok: false, problem }
}

/** A link to a community or a person on VK, canonical; null for anything else. */
export function recogniseVk(text: string): string | null {
  const written = text.trim().replace(/[.,;:!?»)"']{1,5}$/, '')
  if (/\s/.test(written) || written.length > 300 || !written.includes('/')) return null
  const read = readName(written)
  return read.ok ? read.value : null
}

/** A link, or a bare screen name with or without `@`. */
export function parseVk(text: string): Parsed {
  const written = text.trim()
  if (written.length > 300) return wrong('the address is too long')
  const bare = written.replace(/^@/, '')
  return screenName.test(bare.toLowerCase()) && !hosts.has(bare.toLowerCase())
    ? readName(`https://vk.com/${bare}`)
    : readName(written)
}

/** Screen name of a canonical value or of an address that VK answered from; null where there is none. */
export function nameOf(url: string): string | null {
  const read = readName(url)
  return read.ok ? read.value.slice('https://vk.com/'.length) : null
}
