import type { ColumnType, Generated } from 'kysely'
import type { AlertState, Topic } from '../domain/alert.ts'
import type { Bilingual, Claim, Contact, HumanCheck } from '../domain/contact.ts'
import type { Fact, Via } from '../domain/observation.ts'
import type { FailureClass } from '../domain/patience.ts'
import type { RecipientSettings } from '../domain/recipient.ts'
import type { Episode, PersonsWord, Status } from '../domain/standing.ts'
import type { ReasonCode, Suggestion, VerdictState } from '../domain/verdict.ts'

/** JSON column: read as its type, written as text. */
type Json<T> = ColumnType<T, string, string>
/** Identity column: numbers stay below 2^53, so they are read as such. */
type Id = Generated<number>

/** Tables as the newest migration leaves them. */
export interface Schema {
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
  standings: StandingTable
  hosts: { name: string; next_start_at: Generated<Date>; held_by: string | null; held_until: Generated<Date> }
  checks: CheckTable
  spells: SpellTable
  incidents: {
    id: Id
    cause: string
    opened_at: Date
    resolved_at: Date | null
    acknowledged_at: Date | null
    acknowledged_by: string | null
  }
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
  users: { id: Id; name: string; role: Role; language: Generated<string>; created_at: Date }
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
  }
  monitor: { key: string; value: Json<unknown>; at: Date }
}

export type Role = 'reader' | 'editor' | 'admin'

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
  memory: Json<unknown> | null
  checked_at: Date | null
  confirmed_at: Date | null
  attested_at: Date | null
  last_check_id: number | null
  spell_id: number | null
  due_at: Date | null
  acknowledged_at: Date | null
  acknowledged_by: string | null
  muted_until: Date | null
  muted_by: string | null
  muted_why: string | null
  muted_reason: string | null
  owner: string | null
}

interface CheckTable {
  id: Id
  contact_id: string | null
  target: Json<{ kind: string; value: string }> | null
  host: string
  priority: number
  asked_by: string | null
  queued_at: Date
  starts: Generated<number>
  started_at: Date | null
  finished_at: Date | null
  verdict: VerdictState | null
  reason_code: ReasonCode | null
  reason_message: string | null
  class: FailureClass | null
  suggestion: Json<Suggestion> | null
  via: Via | null
  http_status: number | null
  final_url: string | null
  duration_ms: number | null
  facts: Json<Fact[]> | null
  trace: string[] | null
  evidence: Json<unknown> | null
  screenshot: string | null
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

interface InviteTable {
  token_hash: string
  role: Role
  user_id: number | null
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

interface SessionTable {
  id_hash: string
  user_id: number
  csrf_token: string
  created_at: Date
  seen_at: Date
  expires_at: Date
}

interface TokenTable {
  id: Id
  name: string
  token_hash: string
  prefix: string
  scopes: string[]
  created_at: Date
  used_at: Date | null
  revoked_at: Date | null
}
