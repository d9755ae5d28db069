import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { AlertState, Topic } from '../domain/alert.ts'
import type { Bilingual, Claim, Contact, HumanCheck } from '../domain/contact.ts'
import type { KindFlag, Via } from '../domain/observation.ts'
import type { FailureClass } from '../domain/patience.ts'
import type { RecipientSettings } from '../domain/recipient.ts'
import type { Episode, PersonsWord, Status } from '../domain/standing.ts'
import type { ReasonCode, VerdictState } from '../domain/verdict.ts'
import type { DueTable } from './due.ts'
import type { ArticleTables } from './schema-articles.ts'
import type { AnyCheckTable, CheckTable, MemoryTable, OpenCheckTable } from './schema-checks.ts'
import type { EditTable, IdempotentAnswerTable, PhotoTable } from './schema-editing.ts'
import type { InviteTable, ReviewTable, SessionTable, TokenTable, UserTable } from './schema-people.ts'
import type { PromiseColumns, ShelfTable, TallyTable } from './schema-shelf.ts'

/** JSON column: read as its type, written as text. */
type Json<T> = ColumnType<T, string, string>
/** Identity column: numbers stay below 2^53, so they are read as such. */
type Id = Generated<number>

/** Tables as the newest migration leaves them. */
export interface Schema extends ArticleTables {
  marketplaces: { id: string; name: Json<Bilingual>; domains: string[] }
  sources: {
    id: string
    title: string
    url: string | null
    publisher: string
    as_of: string | null
    witness: string
  }
  contacts: ContactTable
  standings: StandingTable & PromiseColumns
  due: DueTable
  shelf: ShelfTable
  tallies: TallyTable
  hosts: {
    name: string
    next_start_at: Generated<Date>
    held_by: string | null
    held_until: Generated<Date>
    paused_until: Date | null
    pushbacks: Generated<number>
  }
  open_checks: OpenCheckTable
  checks: CheckTable
  all_checks: AnyCheckTable
  memories: MemoryTable
  spells: SpellTable
  incidents: IncidentTable
  incident_contacts: { incident_id: number; contact_id: string; joined_at: Date; recovered_at: Date | null }
  status_changes: StatusChangeTable
  recipients: {
    id: Id
    channel: string
    address: string
    language: Generated<string>
    origin: 'environment' | 'person'
    active: Generated<boolean>
    settings: ColumnType<Partial<RecipientSettings>, string | undefined, string>
    secrets: Generated<string[]>
    added_at: Generated<Date>
    stopped_by: string | null
  }
  house_keys: { name: string; secret: string; made_at: Date }
  alerts: AlertTable
  users: UserTable
  invites: InviteTable
  sessions: SessionTable
  tokens: TokenTable
  audit: {
    id: Id
    at: Date
    actor: string
    action: string
    subject: string
    before: Json<unknown> | null
    after: Json<unknown> | null
    undo: Json<unknown> | null
    undone_at: Date | null
    undone_by: string | null
    deed: Generated<string | null>
  }
  monitor: { key: string; value: Json<unknown>; at: Date }
  sites: {
    name: string
    breaks: Generated<number>
    cascade_began_at: Date | null
    cascade_struck: Generated<number>
    cascade_asked: Generated<number>
  }
  edits: EditTable
  idempotent_answers: IdempotentAnswerTable
  saved_views: { id: Id; user_id: number; name: string; path: string; created_at: Date }
  calendar_links: { user_id: number; token_hash: string; created_at: Date; used_at: Generated<Date | null> }
  reviews: ReviewTable
  photos: PhotoTable
  switches: { name: string; is_on: boolean; changed_at: Date; changed_by: string }
  own_errors: { id: Id; at: Date; process: string; message: string; detail: Generated<string> }
}

interface ContactTable {
  id: string
  marketplace: string
  kind: string
  value: string | null
  label: Json<Bilingual>
  audience: Contact['audience']
  purpose: string
  hours: string | null
  note: string | null
  importance: Contact['importance']
  documented: Contact['documented']
  successor: string | null
  listed_on: string[]
  owner_domains: string[]
  settings: Json<Record<string, unknown>>
  human_check: Json<HumanCheck> | null
  check_every_hours: number
  claims: Json<Claim[]>
  stated_at: Json<Contact['statedAt']>
  haystack: string
  digest: string
  known_since_at: Date
  removed_at: Date | null
  claims_work: GeneratedAlways<boolean>
  claims_against: GeneratedAlways<boolean>
}

interface StandingTable {
  contact_id: string
  host: string
  status: Status
  severity: number
  status_since_at: Date
  episode: Json<Episode> | null
  recovering_since_at: Date | null
  recent: Generated<string>
  word: Json<PersonsWord> | null
  disputed: Generated<boolean>
  revision: Generated<number>
  checked_at: Date | null
  confirmed_at: Date | null
  attested_at: Date | null
  last_check_id: number | null
  last_via: Via | null
  pictured_at: Date | null
  spell_id: number | null
  acknowledged_at: Date | null
  acknowledged_by: string | null
  muted_until: Date | null
  muted_by: string | null
  muted_why: string | null
  site: Generated<string>
  failing_since_at: Date | null
  muted_reason: string | null
  owner: string | null
  kind_flags: Generated<KindFlag[]>
  answer_stamp: string | null
  answer_read_at: Date | null
}

interface IncidentTable {
  id: Id
  cause: string
  opened_at: Date
  resolved_at: Date | null
  acknowledged_at: Date | null
  acknowledged_by: string | null
  wave: Generated<boolean>
  told_at: Date | null
  closed_by: string | null
  close_reason: string | null
}

interface SpellTable {
  id: Id
  contact_id: string
  verdict: VerdictState
  reason_code: ReasonCode | null
  started_at: Date
  last_at: Date
  checks: number
}

interface StatusChangeTable {
  id: Id
  contact_id: string
  from_status: Status
  to_status: Status
  at: Date
  failing_since_at: Date | null
  code: ReasonCode | null
  class: FailureClass | null
  check_id: number | null
  incident_id: number | null
  by_whom: string | null
}

interface AlertTable {
  id: Id
  incident_id: number | null
  edge: Topic
  recipient_id: number
  created_at: Date
  state: Generated<AlertState>
  attempts: Generated<number>
  next_try_at: Date
  lease_until: Date | null
  sent_at: Date | null
  message_id: string
  answer: string | null
  occasion: string | null
  about: Json<Record<string, unknown>> | null
  carried_by: number | null
  wanted_at: Date | null
  maybe_sent: Generated<boolean>
  channel_fault: Generated<boolean>
}
