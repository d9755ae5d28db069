import type { Database } from '../store/database.ts'
import { lockStanding, type StoredStanding } from '../store/standings.ts'
import type { Pipeline } from './context.ts'

/** Who changes something, and what they must have seen before. */
export interface Editor {
  /** Name of the person or of the token, for the audit. */
  by: string
  /** Revisions of the contact that the change may start from; absent: any. */
  expects?: readonly number[] | undefined
  /** The deed that this is a part of (a UUID), where one deed changes many contacts. */
  deed?: string | undefined
}

/** Why nothing was changed: there is no such contact, or somebody else changed it first. */
export type NotChanged = 'unknown-contact' | 'stale'

/** A contact under the lock of the transaction that changes it. */
export interface LockedContact {
  tx: Database
  stored: StoredStanding
  /** The one moment of the change. */
  now: Date
}

/**
 * Changes one contact in one transaction. The revision is compared under the same lock that the change is made
 * under, so two editors can never both win. What `work` answers is the answer.
 */
export async function changeContact<T>(
  pipeline: Pipeline,
  contactId: string,
  { expects }: Editor,
  work: (locked: LockedContact) => Promise<T>,
): Promise<T | NotChanged> {
  const now = pipeline.now()
  return pipeline.db.transaction().execute(async (tx) => {
    const stored = await lockStanding(tx, contactId)
    if (!stored) return 'unknown-contact'
    if (expects && !expects.includes(stored.revision)) return 'stale'
    return work({ tx, stored, now })
  })
}
