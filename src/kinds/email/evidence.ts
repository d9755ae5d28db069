import { z } from 'zod'
import { type NetCode, netFailureClasses } from '../../domain/failure.ts'
import { listingPage } from '../listing-pages.ts'

/** Settings in a kb file. */
export const emailSettings = z.strictObject({
  /** Somebody asserts that the pages list it (the command line's `--listed-on`): absence is news at once. */
  assertListed: z.boolean().default(false),
})
export type EmailSettings = z.infer<typeof emailSettings>

const memory = z.object({ listed: z.boolean(), via: z.enum(['http', 'browser']).default('http') })
/** What is kept of the last good look. */
export type EmailMemory = z.infer<typeof memory>

const failure = z.object({
  code: z.enum(Object.keys(netFailureClasses) as [NetCode, ...NetCode[]]),
  message: z.string(),
})

/** Addresses of a mail host, or why there are none. */
const mailHost = z.object({
  host: z.string(),
  priority: z.number().int(),
  addresses: z.number().int(),
  failure: failure.nullable(),
  /**
   * Why its addresses are none for the rest of the world. `literal`: an address where a name belongs. `local`: the
   * name of the sender's own machine. `loopback`, `private`: all its addresses are such.
   */
  odd: z.enum(['literal', 'local', 'loopback', 'private']).nullable().default(null),
})
export type MailHost = z.infer<typeof mailHost>

const emailPage = listingPage.extend({
  listed: z.boolean(),
  /** The sentence around the address, 200 characters at most. */
  context: z.string(),
  notice: z.string().nullable(),
})
export type EmailPage = z.infer<typeof emailPage>

export const emailEvidence = z.object({
  value: z.string(),
  /** What is wrong with the value itself. */
  problem: z.string().nullable(),
  mxFailure: failure.nullable(),
  /** The only record is the null MX (RFC 7505): the domain declares that it takes no mail. */
  nullMx: z.boolean(),
  /** MX hosts, at most 6 of the preferred ones; without any the domain itself (RFC 5321, 5.1). */
  hosts: z.array(mailHost),
  /** `hosts` is the domain itself: it has no MX. */
  implicit: z.boolean(),
  pages: z.array(emailPage),
  settings: emailSettings,
  known: memory.nullable(),
})
export type EmailEvidence = z.infer<typeof emailEvidence>
