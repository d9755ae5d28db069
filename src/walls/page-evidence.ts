import { z } from 'zod'
import { type NetCode, netFailureClasses } from '../domain/failure.ts'
import type { PageDigest } from './page-digest.ts'

const netCodes = Object.keys(netFailureClasses) as [NetCode, ...NetCode[]]

const field = z.object({ name: z.string(), type: z.string(), required: z.boolean() })

/** A form as it is stored. */
export const formDigest = z.object({
  action: z.string().nullable(),
  method: z.enum(['get', 'post']),
  id: z.string().nullable(),
  name: z.string().nullable(),
  classes: z.array(z.string()),
  role: z.string().nullable(),
  fields: z.array(field),
  submit: z.enum(['enabled', 'disabled']).nullable(),
  submitLabel: z.string(),
  loose: z.boolean(),
})

const page = z.object({
  title: z.string(),
  ogTitle: z.string().nullable(),
  h1: z.array(z.string()),
  /** Evidence from before they were kept has none. */
  h2: z.array(z.string()).default([]),
  /** Phone numbers and addresses that the page links to, digits or lower case. */
  contacts: z.array(z.string()).default([]),
  lang: z.string().nullable(),
  canonical: z.string().nullable(),
  robots: z.string().nullable(),
  /** Beginning of the visible text. */
  text: z.string(),
  textLength: z.number(),
  forms: z.array(formDigest),
  iframes: z.array(z.string()),
  scripts: z.number(),
  shell: z.boolean(),
  hasPassword: z.boolean(),
})

/** What the last alive look kept, for comparison. */
export const pageKnown = z.object({
  title: z.string(),
  h1: z.string().nullable(),
  finalUrl: z.string(),
  lang: z.string().nullable(),
})

export type PageKnown = z.infer<typeof pageKnown>

/** What the same site says to an address that almost surely does not exist (Bar-Yossef et al., WWW 2004). */
const sibling = z.object({
  url: z.string(),
  /** Null: no answer came. */
  status: z.number().nullable(),
  finalUrl: z.string().nullable(),
  walled: z.boolean(),
  /** Word-shingle similarity of both visible texts, 0 to 1. */
  similarity: z.number(),
})

/** What was seen of one address; plain JSON, enough to judge it again. */
export const pageEvidence = z.object({
  requestedUrl: z.string(),
  finalUrl: z.string(),
  failure: z.object({ code: z.enum(netCodes), message: z.string() }).nullable(),
  /** Of the last answer; null with a failure. */
  status: z.number().nullable(),
  hops: z.array(z.object({ url: z.string(), status: z.number(), location: z.string() })),
  /** Only those that tell walls apart. */
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()),
  wall: z
    .object({ id: z.string(), family: z.enum(['wall', 'rate', 'login', 'geo', 'parked', 'paused']) })
    .nullable(),
  /** Null: no answer. An answer that is no document has an empty page. */
  page: page.nullable(),
  sibling: sibling.nullable(),
  via: z.enum(['http', 'browser']),
  known: pageKnown.nullable(),
  /** The answer says what the one said that was read before and meant a page that is alive; it is not here. */
  unchanged: z.literal(true).optional(),
})

export type PageEvidence = z.infer<typeof pageEvidence>
export type PageSummary = z.infer<typeof page>
export type SiblingProbe = z.infer<typeof sibling>

const textKept = 4000

/** The part of a digest that is worth keeping for months. */
export function summarise(digest: PageDigest): PageSummary {
  return {
    title: digest.title,
    ogTitle: digest.ogTitle,
    h1: digest.h1,
    h2: digest.h2,
    contacts: contactsOf(digest),
    lang: digest.lang,
    canonical: digest.canonical,
    robots: digest.robots,
    text: digest.text.slice(0, textKept),
    textLength: digest.textLength,
    forms: digest.forms,
    iframes: digest.iframes,
    scripts: digest.scripts.length + digest.inlineScripts,
    shell: digest.shell,
    hasPassword: digest.hasPassword,
  }
}

function contactsOf({ telLinks, mailtoLinks }: PageDigest): string[] {
  const numbers = telLinks.map((number) => number.replace(/%20|\D/g, '').slice(-10))
  const addresses = mailtoLinks.map((address) => address.toLowerCase())
  return [...new Set([...numbers, ...addresses])].filter((contact) => contact.length > 2).slice(0, 20)
}
