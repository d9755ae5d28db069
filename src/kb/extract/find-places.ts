import { findLinks } from '../../kinds/find-links.ts'
import type { Registry } from '../../kinds/index.ts'
import type { Manuscript } from './manuscript.ts'

/** A contact that stands in an article, before anybody asked what is said of it. */
export interface Place {
  kind: string
  value: string
  /** In the text. */
  start: number
  end: number
  /** In the source. */
  offset: number
  length: number
}

interface Candidate {
  start: number
  end: number
  /** Null: something that is no contact, but nothing inside it is one either. */
  found: { kind: string; value: string } | null
}

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g
/** Buttons that share an article or look something up, and files that belong to a page. */
const noContact =
  /^https?:\/\/(?:[^/]*\.)?(?:(?:vk\.com|vk\.ru|vkontakte\.ru)\/(?:share|widget)|t\.me\/(?:share|iv\?|proxy|socks)|telegram\.me\/share|connect\.ok\.ru|ok\.ru\/dk|(?:www\.)?facebook\.com\/sharer|twitter\.com\/(?:intent|share)|x\.com\/intent|wa\.me\/\?|api\.whatsapp\.com\/send\?text|mc\.yandex\.ru|counter\.|top-fwz1\.|w3\.org|schema\.org)|^https?:\/\/[^?#]+\.(?:png|jpe?g|gif|svg|webp|ico|css|js|woff2?|mp4)(?:[?#]|$)/i

/** Contacts with a value: in the text and behind its links. Of several that overlap the longest counts. */
export function findPlaces(manuscript: Manuscript, registry: Registry): Place[] {
  const { text } = manuscript
  const candidates: Candidate[] = findLinks(text).map(({ start, end }) => ({
    start,
    end,
    found: recognise(text.slice(start, end), registry),
  }))
  for (const kind of registry.kinds)
    for (const { start, end, value } of kind.findIn?.(text) ?? [])
      candidates.push({ start, end, found: { kind: kind.name, value } })
  const shown: Place[] = settle(candidates).flatMap(({ start, end, found }) =>
    found ? [{ ...found, start, end, ...manuscript.inSource(start, end) }] : [],
  )
  return [...shown, ...hiddenPlaces(manuscript, registry, shown)].sort(
    (a, b) => a.start - b.start || a.offset - b.offset,
  )
}

function recognise(written: string, registry: Registry): { kind: string; value: string } | null {
  const plain = written.replace(invisible, '')
  if (noContact.test(/^https?:/i.test(plain) ? plain : `https://${plain}`)) return null
  const found = registry.recogniseTarget(plain)
  return found && { kind: found.kind.name, value: found.value }
}

/** Drops what lies inside something longer. */
function settle(candidates: Candidate[]): Candidate[] {
  candidates.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Candidate[] = []
  for (const candidate of candidates) {
    const last = kept.at(-1)
    if (!last || candidate.start >= last.end) kept.push(candidate)
    else if (candidate.end - candidate.start > last.end - last.start) kept[kept.length - 1] = candidate
  }
  return kept
}

/** Links that say another contact than the words that carry them, or one where the words are none. */
function hiddenPlaces(manuscript: Manuscript, registry: Registry, shown: readonly Place[]): Place[] {
  const places: Place[] = []
  for (const { target, start, end, offset, length } of manuscript.links) {
    const found = targetOf(target, registry)
    if (!found || length === 0) continue
    const isShown = placesWithin(shown, start - 1, end + 1).some(
      (one) =>
        one.value === found.value || (one.kind === found.kind && one.value.startsWith(`${found.value};`)),
    )
    const isTwice = places.some((one) => one.value === found.value && one.offset === offset)
    if (!isShown && !isTwice) places.push({ ...found, start, end, offset, length })
  }
  return places
}

function targetOf(target: string, registry: Registry): { kind: string; value: string } | null {
  if (/^(?:tel|callto):/i.test(target))
    return recognise(target.replace(/^callto:/i, 'tel:').split(/[,]/, 1)[0] ?? '', registry)
  if (/^\/\//.test(target)) return recognise(`https:${target}`, registry)
  return /^(?:https?:\/\/|mailto:|tg:)/i.test(target) ? recognise(target, registry) : null
}

function placesWithin(places: readonly Place[], start: number, end: number): Place[] {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  const found: Place[] = []
  for (let i = low; i < places.length && (places[i]?.start ?? end) < end; i += 1)
    found.push(places[i] as Place)
  return found
}
