import { sql } from 'kysely'
import { slack, usualEveryDays } from '../domain/clocks.ts'

/** Flags beside the status. */
export type Flag = 'overdue' | 'disputed' | 'muted' | 'acknowledged' | 'flapping' | 'silent' | 'gap'

/** What depends on the moment of asking: now, and how much faster than the world time runs. */
export interface AsOf {
  now: Date
  timeScale: number
}

/** Recoveries within the last 30 routine checks that make a contact flapping. */
export const flappingRecoveries = 3

/** A claim of a source must have been contradicted by the evidence for at least so long, days. */
const contradictedDays = 7

/** `readClocks` of the domain for whole lists: is either clock past its promise? Contacts are `c`, standings `s`. */
export function overdueAt({ now, timeScale }: AsOf) {
  return sql<boolean>`(s.status <> 'retired' and c.documented <> 'phantom' and (
    (s.status <> 'unverifiable' and c.value is not null
      and coalesce(s.confirmed_at, c.known_since_at)
        + c.check_every_hours * ${slack}::float * interval '1 hour' / ${timeScale}::float < ${now})
    or ((s.status = 'unverifiable' or c.value is null or c.human_check is not null)
      and coalesce(s.attested_at, c.known_since_at)
        + coalesce((c.human_check->>'everyDays')::float, ${usualEveryDays}) * interval '1 day' / ${timeScale}::float < ${now})
  ))`
}

/**
 * A source says that it works, and the evidence has said otherwise for longer than confirming that took and for
 * a week: the source was not corrected. Or a source says that it is gone, and it answers.
 */
export function contradictedAt({ now, timeScale }: AsOf) {
  return sql<boolean>`case
    when s.status = 'fresh' then c.claims_against and c.documented = 'live'
    when s.status in ('broken', 'changed') and c.documented = 'retired' then s.status = 'changed' and c.claims_against
    when s.status in ('broken', 'changed') and c.claims_work then
      ${now}::timestamptz - s.status_since_at > greatest(
        s.status_since_at - coalesce((s.episode->>'startedAt')::timestamptz, s.status_since_at),
        ${contradictedDays} * interval '1 day' / ${timeScale}::float)
    else false
  end`
}

/** Condition of one flag. */
export function flagAt(flag: Flag, asOf: AsOf) {
  switch (flag) {
    case 'overdue':
      return overdueAt(asOf)
    case 'disputed':
      return sql<boolean>`(s.disputed or ${contradictedAt(asOf)})`
    case 'muted':
      return sql<boolean>`coalesce(s.muted_until > ${asOf.now}, false)`
    case 'acknowledged':
      return sql<boolean>`(s.acknowledged_at is not null)`
    case 'flapping':
      return sql<boolean>`(length(s.recent) - length(replace(s.recent, '01', '')) >= ${sql.lit(flappingRecoveries * 2)})`
    case 'silent':
      return sql<boolean>`(s.kind_flags <> '{}' and s.kind_flags @> '{silent}')`
    case 'gap':
      return sql<boolean>`(c.value is null)`
  }
}

/** As the index has it. */
const storedOverdueAt = sql<Date | null>`overdue_at(s.status, s.promised_since_at, s.machine_hours, s.person_days,
  s.confirmed_at, s.attested_at)`

/**
 * The same for lists and counts: where an index holds the moment of a flag, that is asked instead. The shelf is
 * `h`. Stored moments are made for the usual pace of time; where it runs faster there are few contacts to read.
 */
export function hasFlag(flag: Flag, asOf: AsOf) {
  const isUsualPace = asOf.timeScale === 1
  switch (flag) {
    case 'overdue':
      return isUsualPace ? sql<boolean>`(${storedOverdueAt} < ${asOf.now})` : overdueAt(asOf)
    case 'disputed':
      return isUsualPace ? sql<boolean>`(h.disputed_at < ${asOf.now})` : flagAt(flag, asOf)
    case 'muted':
      return sql<boolean>`(s.muted_until > ${asOf.now})`
    case 'gap':
      return sql<boolean>`(not h.has_value)`
    case 'acknowledged':
    case 'flapping':
    case 'silent':
      return flagAt(flag, asOf)
  }
}
