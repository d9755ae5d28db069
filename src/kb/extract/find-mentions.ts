import type { Registry } from '../../kinds/index.ts'
import type { Place } from './find-places.ts'
import type { Stretch } from './prose.ts'
import { articleAt, headingsAbove, type Layout, lastBefore, organisationAt } from './surroundings.ts'

/** A contact that the article names without giving it. */
export interface Mention {
  kind: string
  start: number
  end: number
}

interface Named extends Mention {
  subtype: string
  organisation: string | null
  block: number
  sentence: Stretch
  /** Index of the heading above; -1: none. */
  section: number
  inHeading: boolean
  /** The sentence says that there is none, or none any more. */
  denied: boolean
}

const back = /(?<!\p{L})(?:выше|ниже|рассмотренн\p{L}{2,3}|перечисленн\p{L}{2,3}|above|below)(?!\p{L})/iu
const denial =
  /(?<!\p{L})(?:нет|не\sсуществует|отсутствует|перестал\p{L}{0,2}|не\sработа\p{L}{2,3}|закрыт\p{L}{0,2}|отключ[её]н\p{L}{0,2}|no\slonger|discontinued|there\sis\sno)(?!\p{L})/iu
/** Contacts that are asked for, not given: a reader's number, the mail of a client. */
const readers =
  /(?<!\p{L})(?:укажите|указать|введите|оставьте\sномер|ваш\p{L}{0,3}|сво[йюеи]\p{L}{0,2}|клиент\p{L}{1,2}\sна|enter\syour|your\s(?:phone|e-?mail|number))(?!\p{L})/iu
const lostTitle = /^(?:куда\s(?:писать|обра\p{L}{3,7}|звонить)|как\sсвязаться\sс\sподдержк)/iu

/** Named contacts whose link or number is nowhere near: the text copy lost it. */
export function findMentions(layout: Layout, registry: Registry, places: readonly Place[]): Mention[] {
  const named = allNamed(layout, registry)
  const kept: Named[] = []
  for (const one of named) {
    if (one.inHeading && named.some((other) => isBodyOf(other, one))) continue
    if (isGiven(layout, one, places)) continue
    if (kept.some((other) => isSame(one, other, layout))) continue
    kept.push(one)
  }
  return [...kept, ...emptySections(layout, registry)].map(({ kind, start, end }) => ({ kind, start, end }))
}

function allNamed(layout: Layout, registry: Registry): Named[] {
  const { manuscript, prose } = layout
  const found: Named[] = []
  for (const kind of registry.kinds) {
    for (const { pattern, subtype } of kind.namings ?? []) {
      for (const { index: start, 0: words } of manuscript.text.matchAll(pattern)) {
        const sentence = prose.sentenceAt(start)
        const said = prose.textOf(sentence)
        if (
          back.test(said) ||
          readers.test(
            said.slice(Math.max(0, start - sentence.start - 60), start - sentence.start + words.length),
          )
        )
          continue
        const end = start + words.length
        const section = lastBefore(manuscript.headings, start)
        const heading = manuscript.headings[section]
        found.push({
          kind: kind.name,
          subtype,
          start,
          end,
          sentence,
          section,
          block: prose.blockAt(start),
          inHeading: heading !== undefined && start < heading.end,
          organisation: organisationAt(layout, { start, end }, sentence, null),
          denied: denial.test(said),
        })
      }
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A contact under a heading is what the heading speaks of. */
function isBodyOf(other: Named, heading: Named): boolean {
  return other.kind === heading.kind && other.section === heading.section && !other.inHeading
}

/** Whether the article gives such a contact here, or gives this organisation's anywhere. */
function isGiven(layout: Layout, named: Named, places: readonly Place[]): boolean {
  const article = articleAt(layout, named.start)
  const { blocks } = layout.prose
  const from = blocks[Math.max(0, named.block - 1)]?.start ?? 0
  const to = blocks[Math.min(blocks.length - 1, named.block + 6)]?.end ?? 0
  const next = layout.manuscript.headings[named.section + 1]
  const until = Math.min(to, next && !named.inHeading ? next.start : to)
  return places.some((place) => {
    if (place.start < article.start || place.start >= article.end) return false
    const isNear =
      place.start >= Math.min(from, named.sentence.start) && place.start < Math.max(until, named.sentence.end)
    // A link right at the words is what they name, whatever its kind.
    if (place.start <= named.end + 3 && place.end >= named.start - 3) return true
    if (
      place.start >= named.end &&
      place.end <= named.sentence.end &&
      place.start - named.end < 60 &&
      !named.denied
    )
      return true
    if (place.kind !== named.kind) return false
    if (isNear && !named.denied) return true
    return (
      !named.denied &&
      organisationAt(layout, place, layout.prose.sentenceAt(place.start), place.value) === named.organisation
    )
  })
}

/** Named again, close by: «онлайн-чат … в чате». */
function isSame(one: Named, other: Named, layout: Layout): boolean {
  if (one.kind !== other.kind || one.organisation !== other.organisation) return false
  if (one.start === other.start || (one.start < other.end && other.start < one.end)) return true
  const article = articleAt(layout, one.start)
  if (other.start < article.start) return false
  if (one.subtype !== other.subtype) return one.subtype === 'account' && one.section === other.section
  if (one.sentence.start === other.sentence.start) return true
  if (one.denied !== other.denied) return false
  return one.section === other.section && one.block - other.block <= 2 ? true : one.kind !== repeats
}

/** Of these an organisation has several, so that the second one is another: forms. */
const repeats = 'unused'

/** «Куда писать, если …?» and nothing below: all that it said was a link. */
function emptySections(layout: Layout, registry: Registry): Mention[] {
  const kind = registry.kinds.find(({ namings }) => namings?.some(({ subtype }) => subtype === 'form'))
  if (!kind) return []
  const { headings } = layout.manuscript
  return headings.flatMap(({ start, end }, index) => {
    const title = layout.manuscript.text.slice(start, end).replace(/^[\s#*]+/, '')
    const next = headings[index + 1]
    const isEmpty = next !== undefined && layout.manuscript.text.slice(end, next.start).trim() === ''
    const deeper = next?.level != null && (headings[index]?.level ?? 0) < next.level
    return isEmpty &&
      !deeper &&
      lostTitle.test(title) &&
      headingsAbove(layout, start, articleAt(layout, start)).length > 0
      ? [
          {
            kind: kind.name,
            start: start + (layout.manuscript.text.slice(start, end).length - title.length),
            end,
          },
        ]
      : []
  })
}
