import type { Judged } from './judge-corpus.ts'

/** Codes that say that somebody stands between us and the contact. */
const wallCodes =
  / (?:page\/(?:wall|login-wall|geo-stub)|http\/rate-limited|vk\/login-wall|telegram\/restricted)$/

/** A law, how often it was broken, and by which samples. */
export interface Law {
  says: string
  holds: boolean
  broken: Judged[]
}

const exactShare = 0.98

/** What the product promises of its verdicts, held against a judged corpus. */
export function lawsOf(judged: readonly Judged[]): Law[] {
  const stateOf = (text: string) => text.split(' ', 1)[0]
  const walls = judged.filter(({ sample }) => wallCodes.test(sample.expect))
  const alive = judged.filter(({ sample }) => sample.expect === 'alive')
  const rest = judged.filter(({ sample }) => !wallCodes.test(sample.expect))
  const law = (says: string, broken: Judged[], allowed = 0): Law => ({
    says,
    holds: broken.length <= allowed,
    broken,
  })
  const inexact = rest.filter(({ sample, got }) => got !== sample.expect)
  return [
    law(
      `none of ${walls.length} walls is gone or alive`,
      walls.filter(({ got }) => stateOf(got) === 'gone' || stateOf(got) === 'alive'),
    ),
    law(
      `none of ${alive.length} live ones is gone`,
      alive.filter(({ got }) => stateOf(got) === 'gone'),
    ),
    law(
      `at least ${exactShare * 100} % of the other ${rest.length} are exact, state and reason`,
      inexact,
      Math.floor(rest.length * (1 - exactShare)),
    ),
  ]
}
