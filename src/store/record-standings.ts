import { sql } from 'kysely'
import { sentinelCount, type WavePlace } from '../domain/breakers.ts'
import type { Errand } from '../domain/budget.ts'
import type { Importance } from '../domain/contact.ts'
import type { KindFlag, Via } from '../domain/observation.ts'
import type { Standing } from '../domain/standing.ts'
import type { VerdictState } from '../domain/verdict.ts'
import type { KnownAnswer } from './checks.ts'
import type { Database } from './database.ts'
import { saveMemories } from './memories.ts'
import { prepared } from './prepared.ts'
import { reviveStanding, type StandingRow, type StoredStanding, severityOf } from './standings.ts'
import { storableJson } from './storable.ts'
import { tableOf } from './table-of.ts'

/** A standing as a check's writer reads it, with the result that its running spell is made of. */
export interface LockedStanding extends StoredStanding {
  spell: { id: number; verdict: VerdictState; code: string | null } | null
  kind: string
  importance: Importance
  /** Registrable domain of its host. */
  site: string
  /** Where it stands when much of its site fails at once. */
  wave: WavePlace
}

/** What a recorded check makes of a standing. */
export interface RecordedStanding {
  contactId: string
  /** The revision that was read. */
  revision: number
  standing: Standing
  checkedAt: Date
  confirmedAt: Date | null
  lastCheckId: number
  /** The way by which it was seen alive; null: it was not. */
  lastVia: Via | null
  /** Null: no picture was kept. */
  picturedAt: Date | null
  spellId: number
  /** Null: nothing new. */
  memory: unknown
  /** Null: the next check reads what comes. */
  answer: KnownAnswer | null
  /** Null: nothing was seen that could tell. */
  kindFlags: readonly KindFlag[] | null
  dueAt: Date
  errand: Errand
}

interface LockedRow extends StandingRow {
  contactId: string
  verdict: VerdictState | null
  code: string | null
  kind: string
  importance: Importance
  site: string
  wave: WavePlace
}

/** Reads and locks standings for the transaction, in one order for everybody; contacts that are gone are left out. */
export async function lockStandings(
  tx: Database,
  contactIds: readonly string[],
): Promise<Map<string, LockedStanding>> {
  const { rows } = await sql<LockedRow>`${prepared}
    select s.contact_id as "contactId", s.host, s.status, s.status_since_at, s.episode, s.recovering_since_at,
      s.recent, s.word, s.revision, s.last_check_id, s.spell_id, c.documented,
      c.check_every_hours as "checkEveryHours", c.human_check as "humanCheck",
      p.verdict, p.reason_code as code, c.kind, c.importance, s.site,
      case when w.id is null then 'none'
        when (
          select count(*) from incident_contacts m
          where m.incident_id = w.id and m.recovered_at is null and m.contact_id < s.contact_id
        ) < ${sentinelCount} then 'sentinel'
        else 'member' end as wave
    from standings s
    join contacts c on c.id = s.contact_id
    left join spells p on p.id = s.spell_id
    left join incidents w on w.cause = 'host:' || s.site and w.resolved_at is null and w.wave
    where s.contact_id = any(${contactIds}::text[])
    order by s.contact_id
    for update of s`.execute(tx)
  return new Map(
    rows.map((row) => {
      const { spell_id: id, verdict, code, kind, importance, site, wave } = row
      const spell = id === null || verdict === null ? null : { id, verdict, code }
      return [row.contactId, { spell, kind, importance, site, wave, ...reviveStanding(row.contactId, row) }]
    }),
  )
}

/**
 * Writes standings that were locked, and when each is due again.
 * @throws Error when somebody wrote one meanwhile, which the lock rules out: the transaction must not commit.
 */
export async function saveStandings(tx: Database, saved: readonly RecordedStanding[]): Promise<void> {
  if (saved.length === 0) return
  const { numAffectedRows } = await sql`${prepared}
    with r as ${tableOf(saved.map(toRow), columnTypes)}, written as (
      update standings s set
        status = r.status, severity = r.severity, status_since_at = r.status_since_at, episode = r.episode,
        recovering_since_at = r.recovering_since_at, recent = r.recent, word = r.word, revision = r.revision + 1,
        checked_at = r.checked_at, confirmed_at = coalesce(r.confirmed_at, s.confirmed_at),
        last_check_id = r.last_check_id, last_via = r.last_via, spell_id = r.spell_id,
        pictured_at = coalesce(r.pictured_at, s.pictured_at),
        kind_flags = coalesce(r.kind_flags::text[], s.kind_flags), failing_since_at = r.failing_since_at,
        answer_stamp = r.answer_stamp, answer_read_at = r.answer_read_at
      from r where s.contact_id = r.contact_id and s.revision = r.revision
      returning s.contact_id, r.errand, r.due_at, s.host
    )
    insert into due (contact_id, errand, due_at, host) select * from written
    on conflict (contact_id) do update set errand = excluded.errand, due_at = excluded.due_at`.execute(tx)
  if (numAffectedRows !== BigInt(saved.length)) throw new Error('a standing changed under its lock')
  await saveMemories(
    tx,
    saved.filter(({ memory }) => memory !== null),
  )
}

const columnTypes = {
  contact_id: 'text',
  revision: 'integer',
  status: 'text',
  severity: 'smallint',
  status_since_at: 'timestamptz',
  episode: 'jsonb',
  recovering_since_at: 'timestamptz',
  recent: 'text',
  word: 'jsonb',
  checked_at: 'timestamptz',
  confirmed_at: 'timestamptz',
  last_check_id: 'bigint',
  spell_id: 'bigint',
  last_via: 'text',
  pictured_at: 'timestamptz',
  kind_flags: 'text',
  answer_stamp: 'text',
  answer_read_at: 'timestamptz',
  due_at: 'timestamptz',
  errand: 'text',
  failing_since_at: 'timestamptz',
}

function toRow({ contactId, revision, standing, ...update }: RecordedStanding) {
  return {
    contact_id: contactId,
    revision,
    status: standing.status,
    severity: severityOf(standing.status),
    status_since_at: standing.statusSinceAt,
    episode: standing.episode && storableJson(standing.episode),
    recovering_since_at: standing.recoveringSinceAt,
    recent: standing.recent,
    word: standing.word && storableJson(standing.word),
    checked_at: update.checkedAt,
    confirmed_at: update.confirmedAt,
    last_check_id: update.lastCheckId,
    spell_id: update.spellId,
    last_via: update.lastVia,
    pictured_at: update.picturedAt,
    kind_flags: update.kindFlags,
    answer_stamp: update.answer?.stamps.join(' ') ?? null,
    answer_read_at: update.answer?.readAt ?? null,
    due_at: update.dueAt,
    errand: update.errand,
    failing_since_at: standing.episode?.startedAt ?? null,
  }
}
