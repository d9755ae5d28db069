import { attest } from '../domain/attest.ts'
import { fingerprintOf } from '../domain/fingerprint.ts'
import { edgeOf } from '../domain/incident.ts'
import { addAudit } from '../store/audit.ts'
import { readCheck } from '../store/checks.ts'
import { addStatusChange } from '../store/incidents.ts'
import { lockStanding, saveStanding } from '../store/standings.ts'
import type { Pipeline } from './context.ts'

export interface Attestation {
  says: 'works' | 'broken'
  /** The way it was tried: called, wrote, looked. */
  how: string
  note: string
  /** Name of the person, for the audit. */
  by: string
}

/** How long a person's word holds at most when the knowledge base sets no interval, days. */
const holdsDays = 30

/** A person's dated word: overrules at once, in both directions, and is audited. */
export async function attestContact(
  pipeline: Pipeline,
  contactId: string,
  attestation: Attestation,
): Promise<'done' | 'unknown-contact'> {
  const now = pipeline.now()
  const change = await pipeline.db.transaction().execute(async (tx) => {
    const stored = await lockStanding(tx, contactId)
    if (!stored) return 'unknown-contact' as const
    const last = stored.lastCheckId === null ? null : await readCheck(tx, stored.lastCheckId)
    const days = stored.humanCheckEveryDays ?? holdsDays
    const word = {
      says: attestation.says,
      fingerprint: fingerprintOf({
        state: last?.verdict ?? null,
        code: last?.reasonCode ?? null,
        httpStatus: last?.httpStatus ?? null,
        finalUrl: last?.finalUrl ?? null,
      }),
      untilAt: new Date(now.getTime() + (days * 24 * 3_600_000) / pipeline.timeScale),
    }
    const attested = attest(stored.standing, word, now)
    await saveStanding(tx, contactId, stored.revision, { standing: attested.standing, attestedAt: now })
    if (attested.change) {
      await addStatusChange(tx, contactId, stored.host, attested.change, {
        checkId: null,
        byWhom: attestation.by,
      })
    }
    await addAudit(tx, {
      at: now,
      actor: attestation.by,
      action: 'attest',
      subject: contactId,
      before: { status: stored.standing.status },
      after: { says: attestation.says, how: attestation.how, note: attestation.note },
    })
    return attested.change
  })
  if (change === 'unknown-contact') return change
  if (change && edgeOf(change)) await pipeline.wake.deliverAlerts()
  return 'done'
}
