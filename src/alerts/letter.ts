import type { Language } from './moments.ts'
import type { State } from './words.ts'

/** One line of a list: what it says, and where it leads if it is a link. */
export interface Line {
  text: string
  url: string | null
}

/** A piece of a letter. Texts are single lines, cleaned, in the reader's language. */
export type Block =
  | { type: 'heading'; text: string }
  | { type: 'paragraph'; text: string }
  /** The contact as it is written, to be seen at a glance and copied. */
  | { type: 'value'; text: string; url: string | null }
  | { type: 'list'; lines: Line[] }
  | { type: 'title'; text: string }

/** An alert in one language, before it takes the shape of text or HTML. */
export interface Letter {
  language: Language
  state: State
  product: string
  stateWord: string
  subject: string
  /** What and since when, in a sentence or two. */
  lead: string
  blocks: Block[]
  /** Pages to go on from; the first is the main one. */
  actions: { label: string; url: string }[]
  smallPrint: string
}
