import type { Role } from './finding.ts'

/** A heading; `level` counts from 1, null where the format has no levels. */
export interface Heading {
  start: number
  end: number
  level: number | null
}

/** A link whose address is not part of the text: Markdown destinations, HTML attributes. */
export interface HiddenLink {
  /** As written, references decoded. */
  target: string
  /** Place of the words that carry it, in the text. */
  start: number
  end: number
  /** Place of the address in the source. */
  offset: number
  length: number
}

/** Part of an article that is not about its subject: navigation, footers. */
export interface Region {
  start: number
  end: number
  role: Role
}

/** An article as readers see it, one block a line, and the way back into its source. */
export interface Manuscript {
  source: string
  text: string
  links: HiddenLink[]
  headings: Heading[]
  regions: Region[]
  /** Where characters `start`..`end` of the text stand in the source. */
  inSource(start: number, end: number): { offset: number; length: number }
}

/** For formats whose text is as long as its source, character by character. */
export function samePlace(start: number, end: number): { offset: number; length: number } {
  return { offset: start, length: end - start }
}
