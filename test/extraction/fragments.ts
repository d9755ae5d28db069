import type { Format } from '../../src/kb/extract/finding.ts'
import { htmlFragments } from './html-fragments.ts'
import { markdownFragments } from './markdown-fragments.ts'
import { textFragments } from './text-fragments.ts'

/** A piece of an article, and the contacts that a careful reader finds in it: `kind value`. */
export interface Fragment {
  name: string
  format: Format
  source: string
  /** Every contact that is given, once; nothing else may be found. */
  expect: readonly string[]
}

/** The labelled set; all of it is made up for this purpose. */
export const fragments: readonly Fragment[] = [...textFragments, ...markdownFragments, ...htmlFragments]
