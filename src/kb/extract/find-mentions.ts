import type { Registry } from '../../kinds/index.ts'
import type { Naming } from '../../kinds/kind.ts'
import type { Role } from './finding.ts'
import { lowerCase } from './lower-case.ts'
import type { Stretch } from './prose.ts'
import { articleAt, type Layout, lastBefore, organisationAt } from './surroundings.ts'

/** A contact that the article names without giving it. */
export interface Mention {
  kind: string
  start: number
  end: number
}

/** A contact that it gives. In the order of the text. */
export interface Given extends Mention {
  value: string | null
  organisation: string | null
  role: Role | null
}

interface Named extends Mention {
  naming: Naming
  organisation: string | null
  article: Stretch
  block: number
  sentence: Stretch
  /** Index of the heading above; -1: none. */
  section: number
  inHeading: boolean
  /** The words around say that there is none, or none any more. */
  denied: boolean
}

const back =
  /(?<!\p{L})(?:рассмотренн|перечисленн|указанн|описанн|привед[её]нн|упомянут)\p{L}{1,3}\s[^.!?]{0,30}(?:выше|ниже)|(?<!\p{L})см\.\s(?:выше|ниже)|(?:mentioned|listed|described)\s(?:above|below)/iu
const denial =
  /(?<!\p{L})(?:нет|не\sсуществует|отсутствует|перестал\p{L}{0,2}|не\sработа\p{L}{2,3}|закрыт\p{L}{0,2}|отключ[её]н\p{L}{0,2}|no\slonger|discontinued|there\sis\sno)(?!\p{L})/iu
/** Contacts that are asked for, not given: a reader's own number, the mail of a client. */
const readers =
  /(?<!\p{L})(?:(?:укаж|указ|введ|ввод|остав)\p{L}{1,4}\s[^.!?]{0,20}|(?:ваш|сво[йюеим]|your|their)\p{L}{0,3}\s)$/iu
const thirdParty = /(?<!\p{L})(?:с|со)\s(?:продавц|селлер|покупател|клиент|курьер)\p{L}{1,3}(?!\p{L})/iu
const lostTitle = /^(?:куда\s(?:писать|обра\p{L}{3,7}|звонить)|where\sto\s(?:write|call))/iu
const mostAlike = 50

/** Named contacts whose link or number is nowhere near: the text copy lost it. */
export function findMentions(layout: Layout, registry: Registry, given: readonly Given[]): Mention[] {
  const named = allNamed(layout, registry)
  const bodies = new Set(named.filter(({ inHeading }) => !inHeading).map(sectionKey))
  const known = new Set(
    given.filter(({ role }) => role === null).map((one) => ownerKey(one, articleAt(layout, one.start))),
  )
  const kept = new Map<string, Named[]>()
  for (const one of named) {
    if (one.inHeading && bodies.has(sectionKey(one))) continue
    if (!one.denied && one.naming.givenBy === undefined && known.has(ownerKey(one, one.article))) continue
    if (isGivenHere(layout, one, given)) continue
    const key = ownerKey(one, one.article)
    const alike = kept.get(key) ?? []
    if (alike.length < mostAlike && !alike.some((other) => isSame(one, other))) kept.set(key, [...alike, one])
  }
  return [...[...kept.values()].flat(), ...emptySections(layout, registry)].map(({ kind, start, end }) => ({
    kind,
    start,
    end,
  }))
}

function sectionKey({ kind, section }: Named): string {
  return `${kind} ${section}`
}

function ownerKey({ kind, organisation }: Pick<Given, 'kind' | 'organisation'>, { start }: Stretch): string {
  return `${kind} ${organisation} ${start}`
}

function allNamed(layout: Layout, registry: Registry): Named[] {
  const found: Named[] = []
  const text = lowerCase(layout.manuscript.text)
  for (const kind of registry.kinds) {
    for (const naming of kind.namings ?? []) {
      for (const { index: start, 0: words } of text.matchAll(onLowerCase(naming.pattern))) {
        const named = describe(layout, kind.name, naming, start, start + words.length)
        if (named) found.push(named)
      }
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}

function onLowerCase({ source }: RegExp): RegExp {
  return new RegExp(source, 'gu')
}

function describe(layout: Layout, kind: string, naming: Naming, start: number, end: number): Named | null {
  const { prose, manuscript } = layout
  const sentence = prose.sentenceAt(start)
  const near = prose.around(sentence, { start, end }, 300)
  const said = prose.textOf(near)
  const before = manuscript.text.slice(Math.max(near.start, start - 60), start)
  if (back.test(said) || readers.test(before) || thirdParty.test(said)) return null
  const section = lastBefore(manuscript.headings, start)
  const heading = manuscript.headings[section]
  const inHeading = heading !== undefined && start < heading.end
  if (inHeading && naming.givenBy === null) return null
  const place = { start, end }
  return {
    kind,
    naming,
    ...place,
    sentence,
    section,
    article: articleAt(layout, start),
    block: prose.blockAt(start),
    inHeading,
    organisation: organisationAt(layout, place, sentence, null),
    denied: denial.test(`${said} ${manuscript.text.slice(sentence.end, sentence.end + 60)}`),
  }
}

/** Whether what is named stands near: behind the very words, in their sentence, in the lines below. */
function isGivenHere(layout: Layout, named: Named, given: readonly Given[]): boolean {
  const { blocks } = layout.prose
  const { headings } = layout.manuscript
  const from = Math.min(blocks[Math.max(0, named.block - 1)]?.start ?? 0, named.sentence.start)
  const below = blocks[Math.min(blocks.length - 1, named.block + 6)]?.end ?? 0
  const next = headings[named.section + 1]
  const until = Math.max(next ? Math.min(below, next.start) : below, named.sentence.end)
  for (let i = firstFrom(given, from - 300); i < given.length; i += 1) {
    const place = given[i]
    if (!place || place.start > until) break
    if (place.start <= named.end + 3 && place.end >= named.start - 3) return true
    if (named.denied || place.role !== null || place.start < named.article.start) continue
    const follows =
      place.start >= named.end && place.end <= named.sentence.end && place.start - named.end < 60
    const fits =
      named.naming.givenBy === undefined
        ? place.kind === named.kind
        : named.naming.givenBy?.test(place.value ?? '')
    if (follows || (fits && place.start >= from)) return true
  }
  return false
}

function firstFrom(given: readonly Given[], start: number): number {
  let low = 0
  let high = given.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((given[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}

/** Named again: «онлайн-чат», and «в чате» a line below. Both are of one kind, article and organisation. */
function isSame(one: Named, other: Named): boolean {
  if (one.start < other.end && other.start < one.end) return true
  if (one.naming.subtype !== other.naming.subtype)
    return one.naming.subtype === 'account' && one.section === other.section
  if (one.sentence.start === other.sentence.start) return true
  if (one.denied !== other.denied) return false
  return one.naming.several ? one.section === other.section && one.block - other.block <= 2 : true
}

/** «Куда писать, если …?» and nothing below: all that it said was a link, and a form is what one writes in. */
function emptySections(layout: Layout, registry: Registry): Mention[] {
  const kind = registry.kinds.find(({ namings }) => namings?.some(({ subtype }) => subtype === 'form'))
  if (!kind) return []
  const { headings, text } = layout.manuscript
  return headings.flatMap(({ start, end, level }, index) => {
    const next = headings[index + 1]
    if (!next || text.slice(end, next.start).trim() !== '') return []
    if (level !== null && next.level !== null && next.level > level) return []
    const title = text.slice(start, end).replace(/^[\s#*]+/, '')
    return lostTitle.test(title) ? [{ kind: kind.name, start: end - title.length, end }] : []
  })
}
