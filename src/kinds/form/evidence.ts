import { z } from 'zod'
import { formDigest, pageEvidence } from '../../walls/page-evidence.ts'
import { frameEvidence } from './follow-frame.ts'
import { isSelector } from './selector.ts'

/** `selector`: which form (`form#id.class[action*=x]`). `fields`: names that it has to have. */
export const formSettings = z.strictObject({
  selector: z
    .string()
    .max(300)
    .refine(isSelector, 'not a selector like form#id.class[action*=x]')
    .nullable()
    .default(null),
  fields: z.array(z.string().min(1).max(80)).max(40).default([]),
})

const field = z.object({ name: z.string(), type: z.string(), required: z.boolean() })

/** What is remembered of an alive form. `via`: the way that saw it. */
const formMemory = z.object({
  fields: z.array(field),
  action: z.string().nullable(),
  via: z.enum(['http', 'browser']),
  /** Of the page; memories from before it was kept have none. */
  title: z.string().optional(),
})

/** A page and the form on it, or in a frame on it. */
export const formEvidence = pageEvidence.extend({
  wantedFields: z.array(z.string()),
  form: formDigest.nullable(),
  /** Frame of a service of forms on a page without a form of its own. */
  hostedFrame: z.string().nullable(),
  /** What stands behind that frame; evidence from before frames were followed has none. */
  frame: frameEvidence.nullable().default(null),
  /** Words by which the form says that it is closed. */
  closed: z.string().nullable(),
  /** No script on the page could have built a form. */
  scriptless: z.boolean(),
  knownForm: formMemory.nullable(),
})

export type FormSettings = z.infer<typeof formSettings>
export type FormEvidence = z.infer<typeof formEvidence>
export type FormMemory = z.infer<typeof formMemory>
