import type { GeneratedAlways } from 'kysely'
import type { Audience, Documented } from '../domain/contact.ts'
import type { Status } from '../domain/standing.ts'

/** What triggers copy beside the clocks of a standing; `overdue_at` of the migrations makes a moment of both. */
export interface PromiseColumns {
  /** Null: a phantom, of which nothing is promised. */
  promised_since_at: GeneratedAlways<Date | null>
  machine_hours: GeneratedAlways<number | null>
  person_days: GeneratedAlways<number | null>
}

/** A contact as lists are filtered and ordered by it; only triggers write here. */
export interface ShelfTable {
  contact_id: GeneratedAlways<string>
  marketplace: GeneratedAlways<string>
  kind: GeneratedAlways<string>
  audience: GeneratedAlways<Audience>
  purpose: GeneratedAlways<string>
  /** 0 critical, 1 normal, 2 minor. */
  rank: GeneratedAlways<number>
  documented: GeneratedAlways<Documented>
  has_value: GeneratedAlways<boolean>
  known_since_at: GeneratedAlways<Date>
  person_days: GeneratedAlways<number | null>
  status: GeneratedAlways<Status>
  severity: GeneratedAlways<number>
  status_since_at: GeneratedAlways<Date>
  attested_at: GeneratedAlways<Date | null>
  claims_disputed: GeneratedAlways<boolean>
  /** From then on a person is asked; null: never. */
  asks_at: GeneratedAlways<Date | null>
  /** From then on it is disputed, at the usual pace of time; null: it is not. */
  disputed_at: GeneratedAlways<Date | null>
}

/** So many more contacts, or fewer, that are alike; the sum is their number. */
export interface TallyTable {
  marketplace: string
  audience: Audience
  purpose: string
  status: Status
  documented: Documented
  has_value: boolean
  claims_disputed: boolean
  contacts: number
}
