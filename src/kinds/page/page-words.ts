import type { PageSummary } from '../../walls/page-evidence.ts'
import { stemsByFrequency } from './word-stems.ts'

/** A check compares a page and then learns it: counting its words is a fifth of what a small page costs. */
const counted = new WeakMap<PageSummary, string[]>()

/** Stems of the words of a page, headings included, the most frequent first. */
export function wordsOf(page: PageSummary): string[] {
  const words = counted.get(page) ?? countWords(page)
  counted.set(page, words)
  return words
}

function countWords({ title, h1, h2, text }: PageSummary): string[] {
  return stemsByFrequency(`${title}\n${h1.join('\n')}\n${h2.join('\n')}\n${text}`)
}
