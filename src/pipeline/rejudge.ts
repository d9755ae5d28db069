import { netFailureClasses } from '../domain/failure.ts'
import type { VerdictState } from '../domain/verdict.ts'
import { type EvidenceFilter, listEvidence, type StoredEvidence } from '../store/evidence.ts'
import type { Pipeline } from './context.ts'

/** A verdict without its words. */
export interface ShortVerdict {
  state: VerdictState
  code: string | null
}

/**
 * What today's rules say of one stored check. `overruled`: the pipeline had the last word (offline, a
 * suspended detector, a second opinion), which the evidence does not hold. `unreadable`: the evidence no
 * longer fits the kind's schema, or there is no such kind any more.
 */
export type Rejudged = Pick<StoredEvidence, 'checkId' | 'contactId' | 'kind' | 'value' | 'at'> & {
  before: ShortVerdict
} & (
    | { outcome: 'same' | 'changed'; after: ShortVerdict }
    | { outcome: 'overruled' | 'unreadable'; why: string }
  )

const readAtOnce = 200

/** Judges stored evidence anew and changes nothing: judging is a pure function of it. Oldest first. */
export async function* rejudge(
  { db, kinds }: Pick<Pipeline, 'db' | 'kinds'>,
  filter: EvidenceFilter,
): AsyncGenerator<Rejudged, void> {
  for (let afterId = 0; ; ) {
    const stored = await listEvidence(db, filter, afterId, readAtOnce)
    for (const one of stored) yield rejudgeOne(kinds, one)
    const last = stored.at(-1)
    if (!last) return
    afterId = last.checkId
  }
}

function rejudgeOne(kinds: Pipeline['kinds'], stored: StoredEvidence): Rejudged {
  const { evidence, state, code, ...about } = stored
  const base = { ...about, before: { state, code } }
  if (isOverruled(code)) return { ...base, outcome: 'overruled', why: `${code} is not read from evidence` }
  const kind = kinds.kindNamed(about.kind)
  if (!kind) return { ...base, outcome: 'unreadable', why: `this version knows no kind named ${about.kind}` }
  const parsed = kind.evidence.safeParse(evidence)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const why = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`
    return { ...base, outcome: 'unreadable', why }
  }
  const verdict = kind.judge(parsed.data)
  const after = { state: verdict.state, code: verdict.reason?.code ?? null }
  return { ...base, outcome: after.state === state && after.code === code ? 'same' : 'changed', after }
}

function isOverruled(code: string | null): boolean {
  if (code === null) return false
  const ours = Object.entries(netFailureClasses).some(([name, kind]) => name === code && kind === 'self')
  return ours || code.startsWith('check/')
}
