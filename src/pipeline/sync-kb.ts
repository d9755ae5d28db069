import { createHash } from 'node:crypto'
import { getDomain } from 'tldts'
import type { Contact } from '../domain/contact.ts'
import { disputeOf, type Source } from '../domain/freshness.ts'
import { phaseOf } from '../domain/schedule.ts'
import { type Status, unchecked } from '../domain/standing.ts'
import type { KnowledgeBase } from '../kb/knowledge-base.ts'
import type { Database } from '../store/database.ts'
import { addStatusChange } from '../store/incidents.ts'
import { replaceReferences, saveContact } from '../store/knowledge.ts'
import { lockStanding, saveStanding, startStanding } from '../store/standings.ts'
import type { Pipeline } from './context.ts'

/** How far apart the first checks of new contacts are on average, milliseconds. */
const firstCheckGapMs = 250

/** What a sync changed. */
export interface SyncReport {
  contacts: number
  added: number
  changed: number
  removed: number
}

/**
 * Makes the store state what the knowledge base states. Standings survive; a contact whose kind or value
 * changed starts anew, since what was known was known of something else. Doing it twice changes nothing.
 */
export async function syncKb(pipeline: Pipeline, kb: KnowledgeBase): Promise<SyncReport> {
  const now = pipeline.now()
  const sources = new Map(kb.sources.map((source) => [source.id, source]))
  return pipeline.db.transaction().execute(async (tx) => {
    await replaceReferences(tx, kb.marketplaces, kb.sources)
    const stored = await tx
      .selectFrom('contacts')
      .select(['id', 'digest', 'kind', 'value', 'removed_at'])
      .execute()
    const before = new Map(stored.map((row) => [row.id, row]))
    const report: SyncReport = { contacts: kb.contacts.length, added: 0, changed: 0, removed: 0 }
    for (const contact of kb.contacts) {
      const known = before.get(contact.id)
      before.delete(contact.id)
      const digest = digestOf(contact, sources)
      if (known && known.digest === digest && known.removed_at === null) continue
      await saveContact(tx, contact, digest, now)
      const anew =
        !known || known.removed_at !== null || known.kind !== contact.kind || known.value !== contact.value
      if (anew) await begin(pipeline, tx, contact, kb.contacts.length, now)
      await tx
        .updateTable('standings')
        .set({ ...placeOf(pipeline, contact), disputed: disputeOf(contact.claims, sources) !== null })
        .where('contact_id', '=', contact.id)
        .execute()
      report[known ? 'changed' : 'added'] += 1
    }
    for (const gone of before.values()) {
      if (gone.removed_at !== null) continue
      await remove(tx, gone.id, now)
      report.removed += 1
    }
    return report
  })
}

function digestOf(contact: Contact, sources: ReadonlyMap<string, Source>): string {
  const witnesses = contact.claims.map((claim) => sources.get(claim.source)?.witness ?? '')
  return createHash('sha256')
    .update(JSON.stringify([contact, witnesses]))
    .digest('base64url')
}

function placeOf({ kinds }: Pipeline, { kind, value, listedOn }: Contact): { host: string; site: string } {
  const host = value === null ? '' : (kinds.kindNamed(kind)?.hostOf({ value, listedOn }) ?? kind)
  return { host, site: getDomain(host) ?? host }
}

async function begin(
  pipeline: Pipeline,
  tx: Database,
  contact: Contact,
  contacts: number,
  now: Date,
): Promise<void> {
  const watched = contact.value !== null && contact.documented !== 'phantom'
  const everyMs = (contact.checkEveryHours * 3_600_000) / pipeline.timeScale
  // New contacts spread over a while by a hash of their id: a large import must not burst.
  const spreadMs = Math.min(everyMs, contacts * firstCheckGapMs)
  await startStanding(tx, contact.id, {
    standing: unchecked(now, firstStatus(contact)),
    dueAt: watched ? new Date(now.getTime() + phaseOf(contact.id) * spreadMs) : null,
  })
}

/** A gap waits for a person, a discontinued contact for its return, a phantom for nothing. */
function firstStatus({ value, documented }: Contact): Status {
  if (documented !== 'live') return 'retired'
  return value === null ? 'unverifiable' : 'unchecked'
}

async function remove(tx: Database, contactId: string, now: Date): Promise<void> {
  await tx.updateTable('contacts').set({ removed_at: now }).where('id', '=', contactId).execute()
  await tx.deleteFrom('checks').where('contact_id', '=', contactId).where('finished_at', 'is', null).execute()
  const stored = await lockStanding(tx, contactId)
  if (!stored || stored.standing.status === 'retired') return
  const from = stored.standing.status
  await saveStanding(tx, contactId, stored.revision, { standing: unchecked(now, 'retired'), dueAt: null })
  const change = { from, to: 'retired', at: now, failingSinceAt: null, code: null, class: null } as const
  await addStatusChange(tx, contactId, stored.host, change, { checkId: null, byWhom: 'kb' })
}
