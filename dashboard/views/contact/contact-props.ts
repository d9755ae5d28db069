import type { Pipeline } from '../../../src/pipeline/context.ts'
import type { View } from '../../env.ts'
import type { PhotoProblem } from '../../photos/photo.ts'
import type { ContactPageData } from '../../read-contact-page.ts'

/** How a form that was sent ended. */
export type NoticeName = keyof View['t']['editing']['notices']

/** What every part of a contact's page is made from. */
export interface ContactProps {
  view: View
  pipeline: Pipeline
  data: ContactPageData
  /** How the form that was sent last ended. */
  notice?: NoticeName
  /** What was written into the form of a word that could not be recorded, and what is wrong with its picture. */
  draft?: { fields: Record<string, string | undefined>; photoProblem?: PhotoProblem }
}
