import type { Observation } from '../domain/observation.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { CheckTools, Kind, Target } from '../kinds/kind.ts'

/** What was seen, and what it means. */
export interface Sighting {
  observation: Observation
  verdict: Verdict
}

/** One look at a target: the kind checks, the kind judges. */
export async function look(kind: Kind, target: Target, tools: CheckTools): Promise<Sighting> {
  const observation = await kind.check(target, tools)
  return { observation, verdict: kind.judge(observation.evidence) }
}

/** State and code in one phrase, as traces and facts print them. */
export function tellVerdict({ state, reason }: Verdict): string {
  return reason ? `${state} (${reason.code})` : state
}
