import { z } from 'zod'
import { listingPage } from '../listing-pages.ts'

/** Settings in a kb file. */
export const phoneSettings = z.strictObject({
  /** Words that stand near the number when it serves its purpose: «горячая линия», «поддержка продавцов». */
  purposeWords: z.array(z.string().min(2)).optional(),
  /** Somebody asserts that the pages list it (the command line's `--listed-on`): absence is news at once. */
  assertListed: z.boolean().default(false),
})
export type PhoneSettings = z.infer<typeof phoneSettings>

const memory = z.object({
  listed: z.boolean(),
  /** Other numbers of the same pages when the contact was last listed. */
  neighbours: z.array(z.string()),
  /** What it took to see it. */
  via: z.enum(['http', 'browser']).default('http'),
  /** The words that stood around it: what stands there now is its successor. */
  context: z.string().default(''),
})
/** What is kept of the last look at which the number was listed. */
export type PhoneMemory = z.infer<typeof memory>

const printedNumber = z.object({
  value: z.string(),
  sources: z.array(z.enum(['text', 'tel', 'json-ld', 'microdata'])),
  /** The sentence or label around it, 200 characters at most; empty for numbers in markup only. */
  context: z.string(),
})
export type PrintedNumber = z.infer<typeof printedNumber>

const phonePage = listingPage.extend({
  listed: z.boolean(),
  numbers: z.array(printedNumber),
  /** What the page says near the number: no longer served; `successor` is the number named instead. */
  notice: z.object({ sentence: z.string(), successor: z.string().nullable() }).nullable(),
  /** The words of a link show one number, the link dials another. */
  mismatch: z.object({ shown: z.string(), dials: z.string() }).nullable(),
  /** When it is served, in the page's words. */
  hours: z.string().nullable().default(null),
})
export type PhonePage = z.infer<typeof phonePage>

const numberRange = z.discriminatedUnion('state', [
  z.object({ state: z.literal('allocated'), operator: z.string(), region: z.string() }),
  z.object({ state: z.literal('unassigned') }),
  z.object({ state: z.literal('unknown') }),
])

export const phoneEvidence = z.object({
  value: z.string(),
  /** A numbering plan has such numbers. */
  valid: z.boolean(),
  /** `toll_free`, `fixed_line`, `mobile`, `short_code` …; null where the plan does not tell. */
  type: z.string().nullable(),
  /** What the numbering plan says of its range; null where the installation has no plan. */
  range: numberRange.nullable().default(null),
  pages: z.array(phonePage),
  settings: phoneSettings,
  known: memory.nullable(),
})
export type PhoneEvidence = z.infer<typeof phoneEvidence>
