import { createHash } from 'node:crypto'
import type { PageSummary } from '../../walls/page-evidence.ts'

/** A check compares a page and then learns it. */
const taken = new WeakMap<PageSummary, string>()

/**
 * A fingerprint of all that a baseline is made of: title, headings, contacts, the text that is kept. 22
 * characters of SHA-256; two pages with one fingerprint have the same words, a page that changed has another.
 */
export function printOf(page: PageSummary): string {
  const known = taken.get(page)
  if (known !== undefined) return known
  const { title, h1, h2, contacts, text } = page
  // JSON says where a list ends, so that no text can stand in for a heading.
  const head = JSON.stringify([title, h1, h2, contacts])
  const print = createHash('sha256').update(head).update(text, 'utf16le').digest('base64url').slice(0, 22)
  taken.set(page, print)
  return print
}
