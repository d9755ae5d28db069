import { z } from 'zod'
import { alive, not, type Verdict } from '../../src/domain/verdict.ts'
import type { Kind } from '../../src/kinds/kind.ts'

interface ToyEvidence {
  asked: string
  verdict: Verdict
}

const text = (en: string) => ({ ru: en, en })

/** What each toy answers; a test changes it while the product runs. */
export interface ToyWorld {
  answers: Map<string, Verdict | Error>
  /** Values that were checked, in order. */
  asked: string[]
  /** Values that say nothing new for too long. */
  silent: Set<string>
}

/** A kind whose targets live in a test: `toy:NAME` is alive until the world says otherwise. */
export function createToyKind(world: ToyWorld): Kind<unknown, ToyEvidence, { seen: string }> {
  return {
    name: 'toy',
    title: text('Toy'),
    icon: '<path d="M4 12h16"/>',
    settings: z.object({}),
    evidence: z.object({ asked: z.string(), verdict: z.custom<Verdict>() }),
    checkEveryHours: 24,
    recognise: (value) => (/^toy:\w+$/.test(value) ? value : null),
    parse: (value) =>
      /^toy:\w+$/.test(value) ? { ok: true, value } : { ok: false, problem: 'must be written toy:NAME' },
    hostOf: ({ value }) => `${value.slice(4).replace(/\d+$/, '')}.test`,
    async check({ value }, { now }) {
      world.asked.push(value)
      const answer = world.answers.get(value) ?? alive()
      if (answer instanceof Error) throw answer
      return {
        evidence: { asked: value, verdict: answer },
        facts: [{ label: 'asked', value }],
        via: 'none',
        httpStatus: null,
        finalUrl: null,
        startedAt: now,
        durationMs: 1,
        trace: [`asked ${value}`],
      }
    },
    judge: ({ verdict }) => verdict,
    learn: ({ asked }) => ({ seen: asked }),
    flags: ({ asked }) => (world.silent.has(asked) ? ['silent'] : []),
    href: () => null,
    askPerson: text('Play with it.'),
    reasons: { 'toy/lost': { means: text('The toy is lost.'), next: text('Look under the bed.') } },
    factLabels: { asked: text('asked') },
  }
}

/** The toy is not where it should be: confirmed like a 404. */
export const lost = not('gone', 'gone', 'toy/lost', 'it is not there')
