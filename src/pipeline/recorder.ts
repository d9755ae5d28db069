import type { OpenCheck } from '../store/checks.ts'
import type { Pipeline } from './context.ts'
import { gather } from './gather.ts'
import { type CheckResult, type Recording, recordCheck, recordChecks } from './record-check.ts'

/** Records what many checks came to, in as few transactions as their number allows. */
export type Recorder = (check: OpenCheck, result: CheckResult) => Promise<void>

type Outcome = { ok: true } | { ok: false; error: unknown }

/** Results of one transaction. More of them cost as much each, and hold their locks for longer. */
const recordedAtOnce = 100
/** How long a result waits for others while many come; a person's question does not wait. */
const patienceMs = 20

/** Opens a recorder. Its promise is kept when the result is committed. */
export function openRecorder(pipeline: Pipeline): Recorder {
  const { ask } = gather((recordings: readonly Recording[]) => recordAll(pipeline, recordings), {
    items: recordedAtOnce,
    waitMs: patienceMs,
    lanes: 2,
  })
  return async (check, result) => {
    const outcome = await ask({ check, result }, check.askedBy !== null)
    if (!outcome.ok) throw outcome.error
  }
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
