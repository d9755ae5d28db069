import { learnBaseline } from './baseline.ts'
import type { PageKindEvidence, PageMemory } from './evidence.ts'

/** What to remember of an alive page; null where no page was seen, and where `known` holds all of it. */
export function learnPage(
  { page, finalUrl, markers }: PageKindEvidence,
  known: PageMemory | null = null,
): PageMemory | null {
  if (!page) return null
  const learned: PageMemory = {
    title: page.title,
    h1: page.h1[0] ?? null,
    finalUrl,
    lang: page.lang,
    markers: markers.filter(({ found }) => found).map(({ text }) => text),
    baseline: learnBaseline(page, known?.baseline),
  }
  return known && isSame(known, learned) ? null : learned
}

function isSame(one: PageMemory, other: PageMemory): boolean {
  return (
    one.baseline === other.baseline &&
    one.title === other.title &&
    one.h1 === other.h1 &&
    one.finalUrl === other.finalUrl &&
    one.lang === other.lang &&
    one.markers.length === other.markers.length &&
    one.markers.every((marker, place) => marker === other.markers[place])
  )
}
