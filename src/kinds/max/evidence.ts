import { z } from 'zod'
import { pageEvidence } from '../../walls/page-evidence.ts'

export const maxEvidence = pageEvidence.extend({
  /** What a made-up address of the same form is called; null where it has no name or was not asked. */
  strangersName: z.string().nullable().default(null),
})
export type MaxEvidence = z.infer<typeof maxEvidence>
