import { z } from 'zod'
import { pageEvidence, type pageKnown } from '../../walls/page-evidence.ts'
import { type Baseline, drift } from './baseline.ts'

/** `marker`: words that the page is known by; every one of them has to be there. */
export const pageSettings = z.strictObject({
  marker: z.array(z.string().trim().min(2).max(200)).max(10).default([]),
})

/** A page, its markers, its own notice of being closed and what became of its words. */
export const pageKindEvidence = pageEvidence.extend({
  markers: z.array(z.object({ text: z.string(), found: z.boolean(), foundBefore: z.boolean() })),
  notice: z.string().nullable(),
  /** Against what the last alive look kept; null where there is nothing to compare. */
  drift: drift.nullable().default(null),
})

export type PageSettings = z.infer<typeof pageSettings>
export type PageKindEvidence = z.infer<typeof pageKindEvidence>

/** What is remembered of an alive page. */
export interface PageMemory extends z.infer<typeof pageKnown> {
  markers: string[]
  /** Memories from before it was kept have none. */
  baseline?: Baseline | null
}
