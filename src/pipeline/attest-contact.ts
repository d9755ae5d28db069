import { attest } from '../domain/attest.ts'
import { fingerprintOf } from '../domain/fingerprint.ts'
import { edgeOf } from '../domain/incident.ts'
import type { StatusChange } from '../domain/standing.ts'
import { addAudit } from '../store/audit.ts'
import { readCheck } from '../store/checks.ts'
import type { Database } from '../store/database.ts'
import { addStatusChange } from '../store/incidents.ts'
import { addPhoto, type KeptPhoto } from '../store/photos.ts'
import { takeSnapshot } from '../store/snapshots.ts'
import { type StoredStanding, saveStanding } from '../store/standings.ts'
import { changeContact, type LockedContact, type NotChanged } from './change-contact.ts'
import type { Pipeline } from './context.ts'
import type { WordUndo } from './undo-change.ts'

export interface Attestation {
  says: 'works' | 'broken'
  /** The way it was tried: called, wrote, looked. */
  how: string
  /** What was heard or seen. */
  heard?: string
  note: string
  /** When it was tried; absent: now. */
  triedAt?: Date
  /** How long the word holds at most; absent: as long as people have promised to look again. */
  holdsDays?: number
  /** What was photographed; the file is there already. */
  photo?: KeptPhoto | undefined
  /** Name of the person, for the audit. */
  by: string
}

/** How long a person's word holds at most when the knowledge base sets no interval, days. */
const holdsDaysUsually = 30

/**
 * A person's dated word: overrules at once, in both directions, and is audited. A word about an earlier moment
 * expires that much earlier.
 */
export async function attestContact(
  pipeline: Pipeline,
  contactId: string,
  attestation: Attestation,
  expects?: readonly number[],
): Promise<'done' | NotChanged> {
  const outcome = await changeContact(pipeline, contactId, { by: attestation.by, expects }, (locked) =>
    attestLocked(pipeline, locked, attestation),
  )
  if (outcome === 'unknown-contact' || outcome === 'stale') return outcome
  if (outcome && edgeOf(outcome)) await pipeline.wake.deliverAlerts()
  return 'done'
}

async function attestLocked(
  { timeScale }: Pipeline,
  { tx, stored, now }: LockedContact,
  attestation: Attestation,
): Promise<StatusChange | null> {
  const { contactId } = stored
  const { says, how, heard, note, by, photo } = attestation
  const triedAt = attestation.triedAt ?? now
  const days = attestation.holdsDays ?? stored.humanCheckEveryDays ?? holdsDaysUsually
  const untilAt = new Date(triedAt.getTime() + (days * 24 * 3_600_000) / timeScale)
  const snapshot = await takeSnapshot(tx, contactId)
  const word = { says, fingerprint: await readFingerprint(tx, stored), untilAt }
  const attested = attest(stored.standing, word, now)
  await saveStanding(tx, contactId, stored.revision, { standing: attested.standing, attestedAt: triedAt })
  if (attested.change) {
    await addStatusChange(tx, contactId, stored.host, attested.change, { checkId: null, byWhom: by })
  }
  const undo: WordUndo = { of: 'word', snapshot, untilAt }
  const auditId = await addAudit(tx, {
    at: now,
    actor: by,
    action: 'attest',
    subject: contactId,
    before: { status: stored.standing.status },
    after: {
      says,
      how,
      ...(heard && { heard }),
      note,
      triedAt,
      untilAt,
      ...(photo && { photo: photo.file }),
    },
    undo,
  })
  if (photo) await addPhoto(tx, { contactId, auditId, photo, at: now, untilAt })
  return attested.change
}

async function readFingerprint(tx: Database, { lastCheckId }: StoredStanding): Promise<string> {
  const last = lastCheckId === null ? null : await readCheck(tx, lastCheckId)
  return fingerprintOf({
    state: last?.verdict ?? null,
    code: last?.reasonCode ?? null,
    httpStatus: last?.httpStatus ?? null,
    finalUrl: last?.finalUrl ?? null,
  })
}
