import type { OpenCheck } from '../store/checks.ts'
import { packEvidence } from '../store/pack-evidence.ts'
import type { Pipeline } from './context.ts'
import { gather } from './gather.ts'
import { type CheckResult, type Recording, recordCheck, recordChecks } from './record-check.ts'

/**
 * Records what many checks came to, in as few transactions as their number allows.
 * @param isLast no other result is on its way: none is waited for.
 */
export type Recorder = (check: OpenCheck, result: CheckResult, isLast?: boolean) => Promise<void>

type Outcome = { ok: true } | { ok: false; error: unknown }

/** Results of one transaction. More of them cost as much each, and hold their locks for longer. */
const recordedAtOnce = 100
/** How long a result waits for others while many come; a person's question does not wait. */
const patienceMs = 50

/** Opens a recorder. Its promise is kept when the result is committed. */
export function openRecorder(pipeline: Pipeline): Recorder {
  const { ask } = gather((recordings: readonly Recording[]) => recordAll(pipeline, recordings), {
    items: recordedAtOnce,
    waitMs: patienceMs,
    lanes: 2,
  })
  // Not an async function: one that waits would hold the result as it came.
  return (check, result, isLast = false) =>
    ask({ check, result: lightened(result) }, isLast || check.askedBy !== null).then((outcome) => {
      if (!outcome.ok) throw outcome.error
    })
}

/**
 * Evidence is made of pieces of its page, and V8 keeps the whole document for one of them: packed, a result that
 * waits for its transaction holds a third of it, and none of it where the garbage collector has to look.
 */
function lightened(result: CheckResult): CheckResult {
  const { observation } = result
  return { ...result, observation: { ...observation, evidence: packEvidence(observation.evidence) } }
}

/** One that cannot be written must not take the others with it: then each is written alone. */
async function recordAll(pipeline: Pipeline, recordings: readonly Recording[]): Promise<Outcome[]> {
  try {
    await recordChecks(pipeline, recordings)
    return recordings.map(() => ({ ok: true }))
  } catch (error) {
    if (recordings.length === 1) return [{ ok: false, error }]
  }
  const outcomes: Outcome[] = []
  for (const { check, result } of recordings) {
    const written = recordCheck(pipeline, check, result)
    outcomes.push(await written.then(() => ({ ok: true as const })).catch(failed))
  }
  return outcomes
}

function failed(error: unknown): Outcome {
  return { ok: false, error }
}
