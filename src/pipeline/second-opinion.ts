import { not, type Verdict } from '../domain/verdict.ts'
import { type Sighting, tellVerdict } from './look.ts'

/** What another way out saw. */
export interface Opinion {
  vantage: string
  verdict: Verdict
}

/** Whether a verdict is asked again from elsewhere before it counts. */
export function needsSecondOpinion({ observation, verdict }: Sighting): boolean {
  if (verdict.state === 'alive' || verdict.class === 'human' || verdict.class === 'self') return false
  // Asking from another address what this one was told to leave alone is how one gets blocked in earnest.
  if (verdict.reason.code === 'http/rate-limited') return false
  // Names are looked up here in any case: who only asked DNS would hear the same again.
  return verdict.class !== 'dns' && (observation.via === 'http' || observation.via === 'browser')
}

/**
 * Weighs the answer from elsewhere. The same state counts; so does the weaker of two `unknown`. Anything else
 * is a disagreement, which proves nothing but that we cannot tell.
 */
export function weigh(here: Verdict, there: Opinion): Verdict {
  if (here.state === there.verdict.state && !isWeakerThan(there.verdict, here)) return here
  return not(
    'unknown',
    'unclear',
    'check/vantages-disagree',
    `here: ${tellVerdict(here)}; ${there.vantage}: ${tellVerdict(there.verdict)}`,
  )
}

/** A wall there and a failing that could confirm a break here: something answers, so the break is not agreed on. */
function isWeakerThan(there: Verdict, here: Verdict): boolean {
  const isVague = ({ class: kind }: Verdict) => kind === 'blocked' || kind === 'unclear' || kind === 'human'
  return isVague(there) && !isVague(here)
}

/**
 * Asks from one way out after the other until one could tell, and weighs what it saw. Ways out that cannot be
 * used say nothing; where none can, the first answer stands and the trace says so.
 */
export async function askElsewhere(
  here: Sighting,
  vantages: readonly { name: string; look(): Promise<Sighting> }[],
): Promise<Sighting> {
  const { observation } = here
  const trace = [...observation.trace]
  const opinions: Opinion[] = []
  let png = observation.screenshotPng
  for (const { name, look } of vantages) {
    const there = await look()
    trace.push(...there.observation.trace.map((line) => `[${name}] ${line}`))
    trace.push(`[${name}] says ${tellVerdict(there.verdict)}`)
    if (there.verdict.class === 'self') continue
    opinions.push({ vantage: name, verdict: there.verdict })
    png ??= there.observation.screenshotPng
    if (there.verdict.state !== 'unknown' || here.verdict.state === 'unknown') break
  }
  const telling = opinions.find(({ verdict }) => verdict.state !== 'unknown') ?? opinions[0]
  if (!telling) {
    trace.push('no other way out could be used: there is no second opinion')
    return { ...here, observation: { ...observation, trace } }
  }
  const said = opinions.map(({ vantage, verdict }) => `${vantage}: ${tellVerdict(verdict)}`)
  const facts = [`here: ${tellVerdict(here.verdict)}`, ...said].map((value) => ({ label: 'vantage', value }))
  return {
    verdict: weigh(here.verdict, telling),
    observation: {
      ...observation,
      facts: [...observation.facts, ...facts],
      trace,
      ...(png && { screenshotPng: png }),
    },
  }
}
