import type { Language } from './moments.ts'
import type { State } from './words.ts'

/** Colour of the pill; the word on it says the same. `news` is neither good nor bad. */
export type Tone = State | 'news'

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
  tone: Tone
  product: string
  stateWord: string
  subject: string
  /** What and since when, in a sentence or two. */
  lead: string
  blocks: Block[]
  /** Pages to go on from; the first is the main one. */
  actions: { label: string; url: string }[]
  /** What can be done with one press, on a page that asks first. */
  quick: { title: string; links: { label: string; url: string }[] } | null
  /** Stops these mails. */
  unsubscribe: { label: string; url: string } | null
  smallPrint: string
}
