import { expect, it } from 'vitest'
import { tryFault } from './smtp-faults.ts'

/** The real limits in small: what takes a minute there takes a fifth of a second here. */
const limits = { connectMs: 300, greetingMs: 150, silenceMs: 250, messageMs: 400 }

/** All modes are tried by `npm run faults`; these differ most in what they ask of us. */
it.each(['refused', 'greeting-421', 'rcpt-550', 'answer-lost', 'drip'] as const)(
  'a mail server in the mode %s loses nothing and doubles nothing',
  async (mode) => {
    const report = await tryFault(mode, { victim: false, limits })
    const isFinal = mode === 'rcpt-550'
    expect(report).toMatchObject({ lost: 0, doubled: 0, dead: isFinal ? 20 : 0 })
    if (mode !== 'answer-lost') expect(report.copies).toBe(0)
    // Once a recipient for good, never again.
    if (isFinal) expect(report.attempts).toBe(20)
  },
)

it.each(['rcpt-450', 'reset-in-data', 'drip'] as const)(
  'a single recipient in the mode %s holds up nobody',
  async (mode) => {
    const report = await tryFault(mode, { victim: true, limits })
    expect(report).toMatchObject({ lost: 0, doubled: 0, heldUp: 0, dead: 0 })
  },
)
