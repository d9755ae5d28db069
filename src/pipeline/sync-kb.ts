import { createHash } from 'node:crypto'
import type { Contact } from '../domain/contact.ts'
import { type Changes, type Edit, fieldOf, withChanges } from '../domain/edit.ts'
import { disputeOf, type Source } from '../domain/freshness.ts'
import { unchecked } from '../domain/standing.ts'
import type { KnowledgeBase } from '../kb/knowledge-base.ts'
import { hasClaimingArticles } from '../store/article-claims.ts'
import type { Database } from '../store/database.ts'
import { dropDue } from '../store/due.ts'
import { noteFileValue, readAllEdits, removeEdit } from '../store/edits.ts'
import { addStatusChange } from '../store/incidents.ts'
import { replaceReferences, saveContact } from '../store/knowledge.ts'
import { lockStanding, saveStanding } from '../store/standings.ts'
import { settleDisputes } from './article-claims.ts'
import { beginWatching, placeOf } from './begin-watching.ts'
import type { Pipeline } from './context.ts'

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
    const edits = await readAllEdits(tx)
    const stale: string[] = []
    for (const stated of kb.contacts) {
      const known = before.get(stated.id)
      before.delete(stated.id)
      const contact = await layEditsOver(tx, stated, edits.get(stated.id) ?? [])
      const digest = digestOf(contact, sources)
      if (known && known.digest === digest && known.removed_at === null) continue
      await saveContact(tx, contact, digest, now)
      const anew =
        !known || known.removed_at !== null || known.kind !== contact.kind || known.value !== contact.value
      if (anew) await beginWatching(pipeline, tx, contact, { together: kb.contacts.length, by: 'kb', now })
      await tx
        .updateTable('standings')
        .set(({ eb }) => ({
          ...placeOf(pipeline, contact),
          disputed: disputeOf(contact.claims, sources) !== null,
          revision: eb('revision', '+', 1),
        }))
        .where('contact_id', '=', contact.id)
        .execute()
      report[known ? 'changed' : 'added'] += 1
      stale.push(contact.id)
    }
    for (const gone of before.values()) {
      if (gone.removed_at !== null) continue
      await remove(tx, gone.id, now)
      report.removed += 1
    }
    if (await hasClaimingArticles(tx)) await settleDisputes(tx, stale)
    return report
  })
}

/**
 * What the contact states with the edits of the dashboard over it. An edit that the file has caught up with is
 * done; one that the file contradicts stays on top and is noted as a conflict.
 */
async function layEditsOver(tx: Database, stated: Contact, edits: readonly Edit[]): Promise<Contact> {
  const changes: Changes = {}
  for (const { field, value, fileValue } of edits) {
    const now = fieldOf(stated, field)
    if (now === value) {
      await removeEdit(tx, stated.id, field)
      continue
    }
    if (now !== fileValue) await noteFileValue(tx, stated.id, field, now)
    changes[field] = value
  }
  return withChanges(stated, changes)
}

function digestOf(contact: Contact, sources: ReadonlyMap<string, Source>): string {
  const witnesses = contact.claims.map((claim) => sources.get(claim.source)?.witness ?? '')
  return createHash('sha256')
    .update(JSON.stringify([contact, witnesses]))
    .digest('base64url')
}

async function remove(tx: Database, contactId: string, now: Date): Promise<void> {
  await tx.updateTable('contacts').set({ removed_at: now }).where('id', '=', contactId).execute()
  const stored = await lockStanding(tx, contactId)
  await dropDue(tx, contactId)
  await tx.deleteFrom('open_checks').where('contact_id', '=', contactId).execute()
  if (!stored || stored.standing.status === 'retired') return
  const from = stored.standing.status
  await saveStanding(tx, contactId, stored.revision, { standing: unchecked(now, 'retired') })
  const change = { from, to: 'retired', at: now, failingSinceAt: null, code: null, class: null } as const
  await addStatusChange(tx, contactId, stored.host, change, { checkId: null, byWhom: 'kb' })
}
