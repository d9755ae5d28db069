import { sql } from 'kysely'
import type { Verdict } from '../domain/verdict.ts'
import type { Database } from './database.ts'
import { prepared } from './prepared.ts'
import type { LockedStanding } from './record-standings.ts'

/** A result on its way into a contact's history. */
export interface SpellEntry {
  stored: Pick<LockedStanding, 'contactId' | 'spell'>
  verdict: Verdict
}

/**
 * Adds results to the histories of their contacts, one each: lengthens the running spell where the result is
 * the same, else begins one. The standings are locked. @returns the spell of each contact.
 */
export async function addToSpells(
  tx: Database,
  entries: readonly SpellEntry[],
  now: Date,
): Promise<Map<string, number>> {
  const spells = new Map<string, number>()
  const anew: SpellEntry[] = []
  for (const entry of entries) {
    const { contactId, spell } = entry.stored
    const same = spell?.verdict === entry.verdict.state && spell.code === codeOf(entry.verdict)
    if (spell && same) spells.set(contactId, spell.id)
    else anew.push(entry)
  }
  if (spells.size > 0)
    await sql`${prepared} update spells set last_at = ${now}, checks = checks + 1
      where id = any(${[...spells.values()]}::bigint[])`.execute(tx)
  if (anew.length === 0) return spells
  const { rows } = await sql<{ id: number; contactId: string }>`${prepared}
    insert into spells (contact_id, verdict, reason_code, started_at, last_at, checks)
    select r.contact_id, r.verdict, r.code, ${now}, ${now}, 1
    from unnest(
      ${anew.map(({ stored }) => stored.contactId)}::text[],
      ${anew.map(({ verdict }) => verdict.state)}::text[],
      ${anew.map(({ verdict }) => codeOf(verdict))}::text[]
    ) as r (contact_id, verdict, code)
    returning id, contact_id as "contactId"`.execute(tx)
  for (const { id, contactId } of rows) spells.set(contactId, id)
  return spells
}

function codeOf(verdict: Verdict): string | null {
  return verdict.reason?.code ?? null
}
