import type { Selectable } from 'kysely'
import type { Documented, HumanCheck } from '../domain/contact.ts'
import type { Episode, PersonsWord } from '../domain/standing.ts'
import { type Standing, statusesWorstFirst } from '../domain/standing.ts'
import type { Database } from './database.ts'
import { dropDue, setDue } from './due.ts'
import { forgetMemory } from './memories.ts'
import type { Schema } from './schema.ts'
import { storableJson } from './storable.ts'

/** A standing with what its writer must know beside it. */
export interface StoredStanding {
  contactId: string
  standing: Standing
  documented: Documented
  checkEveryHours: number
  humanCheckEveryDays: number | null
  host: string
  spellId: number | null
  lastCheckId: number | null
  /** Compare-and-set: a writer gives back the revision that it read. */
  revision: number
}

/** What a person's word, or the knowledge base, changes beside the standing itself. */
export interface StandingUpdate {
  standing: Standing
  attestedAt?: Date
}

/** Reads and locks a standing for the transaction; null when the contact is gone. */
export async function lockStanding(tx: Database, contactId: string): Promise<StoredStanding | null> {
  const row = await tx
    .selectFrom('standings as s')
    .innerJoin('contacts as c', 'c.id', 's.contact_id')
    .selectAll('s')
    .select(['c.documented', 'c.check_every_hours as checkEveryHours', 'c.human_check as humanCheck'])
    .where('s.contact_id', '=', contactId)
    .forUpdate('s')
    .executeTakeFirst()
  return row ? reviveStanding(contactId, row) : null
}

/** The columns that a standing is made of. */
export type StandingRow = Pick<
  Selectable<Schema['standings']>,
  | 'status'
  | 'status_since_at'
  | 'episode'
  | 'recovering_since_at'
  | 'recent'
  | 'word'
  | 'host'
  | 'spell_id'
  | 'last_check_id'
  | 'revision'
> &
  Pick<StoredStanding, 'documented' | 'checkEveryHours'> & { humanCheck: HumanCheck | null }

/** A row as a standing. */
export function reviveStanding(contactId: string, row: StandingRow): StoredStanding {
  return {
    contactId,
    standing: {
      status: row.status,
      statusSinceAt: row.status_since_at,
      episode: row.episode ? reviveEpisode(row.episode) : null,
      recoveringSinceAt: row.recovering_since_at,
      recent: row.recent,
      word: row.word ? reviveWord(row.word) : null,
    },
    documented: row.documented,
    checkEveryHours: row.checkEveryHours,
    humanCheckEveryDays: row.humanCheck?.everyDays ?? null,
    host: row.host,
    spellId: row.spell_id,
    lastCheckId: row.last_check_id,
    revision: row.revision,
  }
}

// Moments inside JSON columns come back as text.
function reviveEpisode(episode: Episode): Episode {
  const startedAt = new Date(episode.startedAt)
  // Rows of versions that did not keep it say nothing: then the first failure was the last one counted.
  return { ...episode, startedAt, countedAt: new Date(episode.countedAt ?? episode.startedAt) }
}

function reviveWord(word: PersonsWord): PersonsWord {
  return { ...word, untilAt: new Date(word.untilAt) }
}

/**
 * Writes a standing that was locked at `revision`.
 * @throws Error when somebody wrote it meanwhile, which the lock rules out: the transaction must not commit.
 */
export async function saveStanding(
  tx: Database,
  contactId: string,
  revision: number,
  update: StandingUpdate,
): Promise<void> {
  const { standing } = update
  const { numUpdatedRows } = await tx
    .updateTable('standings')
    .set({
      status: standing.status,
      severity: severityOf(standing.status),
      status_since_at: standing.statusSinceAt,
      episode: standing.episode ? storableJson(standing.episode) : null,
      recovering_since_at: standing.recoveringSinceAt,
      failing_since_at: standing.episode?.startedAt ?? null,
      recent: standing.recent,
      word: standing.word ? JSON.stringify(standing.word) : null,
      revision: revision + 1,
      ...(update.attestedAt && { attested_at: update.attestedAt }),
    })
    .where('contact_id', '=', contactId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error(`the standing of ${contactId} changed under its lock`)
}

/** Begins, or begins anew, what is held of a contact: nothing that was known before counts. */
export async function startStanding(
  tx: Database,
  contactId: string,
  { standing, dueAt }: { standing: Standing; dueAt: Date | null },
): Promise<void> {
  const row = {
    status: standing.status,
    severity: severityOf(standing.status),
    status_since_at: standing.statusSinceAt,
    episode: null,
    failing_since_at: null,
    recovering_since_at: null,
    recent: '',
    word: null,
    last_via: null,
    checked_at: null,
    confirmed_at: null,
    attested_at: null,
    last_check_id: null,
    spell_id: null,
    kind_flags: [],
  }
  await tx
    .insertInto('standings')
    .values({ contact_id: contactId, host: '', ...row })
    .onConflict((conflict) =>
      conflict
        .column('contact_id')
        .doUpdateSet(({ eb }) => ({ ...row, revision: eb('standings.revision', '+', 1) })),
    )
    .execute()
  await forgetMemory(tx, contactId)
  if (dueAt) await setDue(tx, contactId, dueAt, 'routine')
  else await dropDue(tx, contactId)
}

/** Position in the worst-first order. */
export function severityOf(status: Standing['status']): number {
  return statusesWorstFirst.indexOf(status)
}

/** Values of the contacts of a kind that were confirmed last and are fresh. */
export async function listFreshValues(db: Database, kind: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('standings as s', 's.contact_id', 'c.id')
    .where('c.kind', '=', kind)
    .where('c.removed_at', 'is', null)
    .where('s.status', '=', 'fresh')
    .where('s.confirmed_at', 'is not', null)
    .select('c.value')
    .orderBy('s.confirmed_at', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap(({ value }) => value ?? [])
}
