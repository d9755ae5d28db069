import { z } from 'zod'
import type { PageSummary } from '../../walls/page-evidence.ts'
import { stemsByFrequency } from './word-stems.ts'

/** What an alive page was about: enough to see that it no longer is, and to say in which words. */
export const baseline = z.object({
  headings: z.array(z.string()),
  /** Telling words of the text, the most frequent first. */
  words: z.array(z.string()),
  /** Numbers and addresses that it linked to. */
  contacts: z.array(z.string()),
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

const wordCap = 80
const headingCap = 12
const shown = 8

/** What to keep of an alive page; null where it has too little to compare with. */
export function learnBaseline(page: PageSummary): Baseline | null {
  const words = wordsOf(page)
  if (words.length < 12) return null
  return { headings: headingsOf(page), words: words.slice(0, wordCap), contacts: page.contacts }
}

/** Compares a page with its baseline; null where one of them has too little to say. */
export function compareWithBaseline(known: Baseline, page: PageSummary): Drift | null {
  const words = wordsOf(page)
  if (known.words.length < 12 || words.length < 12) return null
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

/** A check compares a page and then learns it: counting its words is a fifth of what a small page costs. */
const countedWords = new WeakMap<PageSummary, string[]>()

function wordsOf(page: PageSummary): string[] {
  const words = countedWords.get(page) ?? countWords(page)
  countedWords.set(page, words)
  return words
}

function countWords({ title, h1, h2, text }: PageSummary): string[] {
  return stemsByFrequency(`${title}\n${h1.join('\n')}\n${h2.join('\n')}\n${text}`)
}
