import { isWeakInWave } from '../src/domain/breakers.ts'
import { confirmAfterMs, mostFrequent } from '../src/domain/confirm-after.ts'
import type { Patience } from '../src/domain/patience.ts'
import type { Episode } from '../src/domain/standing.ts'
import type { CheckRow } from '../src/store/checks.ts'
import type { ContactDetail } from '../src/store/contacts.ts'
import type { View } from './env.ts'
import { exactTime } from './i18n/moments.ts'

/** What confirmation is waiting for, or what it rests on, in sentences; empty where the status says it all. */
export function explainStatus(
  view: View,
  contact: ContactDetail,
  last: CheckRow | null,
  patience: Patience,
): string[] {
  const { contact: t } = view.t
  const { status, episode, word } = contact
  if (word && new Date(word.untilAt) > view.now) {
    const says = word.says === 'works' ? t.works : t.broken
    return [t.personSaid(says.toLowerCase(), exactTime(new Date(word.untilAt), view.language))]
  }
  if (contact.recoveringSinceAt && (status === 'broken' || status === 'changed')) return [t.recovering]
  if (status === 'fresh') return last?.verdict && last.verdict !== 'alive' ? [t.notCounted] : [t.allGood]
  if (!episode) return []
  const heldMs = view.now.getTime() - new Date(episode.startedAt).getTime()
  const held = view.t.words.heldFor(heldMs)
  if (status === 'broken' || status === 'changed') return [t.confirmedBy(episode.failures, held)]
  if (status !== 'suspect' && status !== 'down') return []
  return explainWaiting(view, { episode, inWave: contact.inWave }, heldMs, last?.httpStatus ?? null, patience)
}

function explainWaiting(
  view: View,
  { episode, inWave }: { episode: Episode; inWave: boolean },
  heldMs: number,
  httpStatus: number | null,
  patience: Patience,
) {
  const { contact: t, words } = view.t
  const failureClass = mostFrequent(episode)
  const isUnclear = failureClass === 'blocked' || failureClass === 'unclear'
  // Patience doubles for breaks only: nothing is broken by what we could not read.
  const patienceMs = confirmAfterMs(failureClass, patience) * (episode.noisy && !isUnclear ? 2 : 1)
  const waits = inWave && !isUnclear && isWeakInWave(failureClass) && patienceMs < patience.waveMs
  const leftMs = (waits ? patience.waveMs : patienceMs) - heldMs
  const failingStatus = httpStatus !== null && httpStatus >= 400 ? httpStatus : null
  const holding = t.holding(failingStatus, words.heldFor(heldMs))
  if (leftMs <= 0) return [holding, t.nextDecides]
  const left = words.duration(leftMs)
  if (isUnclear) return [holding, t.unclear(left)]
  const ending = failureClass === 'drift' ? t.willChange(left) : t.willBreak(left)
  return [holding, ending, ...(waits ? [t.wave] : episode.noisy ? [t.noisy] : [])]
}
