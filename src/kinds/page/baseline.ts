import { z } from 'zod'
import type { PageSummary } from '../../walls/page-evidence.ts'
import { printOf } from './page-print.ts'
import { wordsOf } from './page-words.ts'

/** What an alive page was about: enough to see that it no longer is, and to say in which words. */
export const baseline = z.object({
  headings: z.array(z.string()),
  /** Telling words of the text, the most frequent first. */
  words: z.array(z.string()),
  /** Numbers and addresses that it linked to. */
  contacts: z.array(z.string()),
  /** Of the page as it was learned; absent in memories from before it was kept, as is `next`. */
  print: z.string().optional(),
  /** The words after the telling ones, as many as a comparison names. */
  next: z.array(z.string()).optional(),
})

/** What became of a page since its baseline, in its own words. */
export const drift = z.object({
  /** Share of the baseline's words that are still on the page, 0 to 1. */
  kept: z.number(),
  contactsKept: z.number(),
  headingsKept: z.number(),
  vanishedHeadings: z.array(z.string()),
  vanishedWords: z.array(z.string()),
  newHeadings: z.array(z.string()),
  newWords: z.array(z.string()),
})

export type Baseline = z.infer<typeof baseline>
export type Drift = z.infer<typeof drift>

const fewestWords = 12
const wordCap = 80
const headingCap = 12
const shown = 8

/** What to keep of an alive page, what is known where it is the same; null where it has too little to compare with. */
export function learnBaseline(page: PageSummary, known?: Baseline | null): Baseline | null {
  if (known && isAsLearned(known, page)) return known
  const words = wordsOf(page)
  if (words.length < fewestWords) return null
  return {
    headings: headingsOf(page),
    words: words.slice(0, wordCap),
    contacts: page.contacts,
    print: printOf(page),
    next: words.slice(wordCap, wordCap + shown),
  }
}

/** Compares a page with its baseline; null where one of them has too little to say. */
export function compareWithBaseline(known: Baseline, page: PageSummary): Drift | null {
  if (isAsLearned(known, page)) return noDrift(known)
  const words = wordsOf(page)
  if (known.words.length < fewestWords || words.length < fewestWords) return null
  const now = new Set(words)
  const before = new Set(known.words)
  const headings = headingsOf(page)
  const vanishedWords = known.words.filter((word) => !now.has(word))
  return {
    kept: 1 - vanishedWords.length / known.words.length,
    contactsKept: known.contacts.filter((contact) => page.contacts.includes(contact)).length,
    headingsKept: known.headings.filter((heading) => headings.includes(heading)).length,
    vanishedHeadings: known.headings.filter((heading) => !headings.includes(heading)).slice(0, shown),
    vanishedWords: vanishedWords.slice(0, shown),
    newHeadings: headings.filter((heading) => !known.headings.includes(heading)).slice(0, shown),
    newWords: words.filter((word) => !before.has(word)).slice(0, shown),
  }
}

/** Most pages on most days: nothing has to be counted to know what the comparison would say. */
function isAsLearned(known: Baseline, page: PageSummary): boolean {
  return known.print !== undefined && known.print === printOf(page)
}

function noDrift({ contacts, headings, next = [] }: Baseline): Drift {
  return {
    kept: 1,
    contactsKept: contacts.length,
    headingsKept: headings.length,
    vanishedHeadings: [],
    vanishedWords: [],
    newHeadings: [],
    newWords: next,
  }
}

/** Share of words below which a page is about something else: a redesign keeps its subject. */
const otherSubject = 0.15

/** Whether nothing is left that the page was known by. */
export function isOtherPage({ kept, contactsKept, headingsKept }: Drift): boolean {
  return kept < otherSubject && contactsKept === 0 && headingsKept === 0
}

/** A difference that is worth showing, in one line; null for the small changes of every day. */
export function describeDrift(drift: Drift): { vanished: string; arrived: string } | null {
  if (drift.kept > 0.5) return null
  return {
    vanished: listOf(drift.vanishedHeadings, drift.vanishedWords),
    arrived: listOf(drift.newHeadings, drift.newWords),
  }
}

function listOf(headings: readonly string[], words: readonly string[]): string {
  return [...headings.slice(0, 3).map((heading) => `“${heading}”`), ...words].join(', ').slice(0, 200)
}

function headingsOf({ title, h1, h2 }: PageSummary): string[] {
  const all = [title, ...h1, ...h2].map((text) => text.replace(/\s+/g, ' ').trim().toLowerCase())
  return [...new Set(all)].filter((text) => text !== '').slice(0, headingCap)
}
