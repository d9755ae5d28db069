import type { Patience } from '../domain/patience.ts'
import type { StatusChange } from '../domain/standing.ts'
import type { VerdictState } from '../domain/verdict.ts'
import type { Registry } from '../kinds/index.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { RunWatch } from './watch-run.ts'

/** What a person asked for goes ahead of everything else. */
export type Urgency = 'asked' | 'routine'

/** A wish for hosts to be run. */
export interface HostWish {
  hosts: readonly string[]
  key: string
  urgency: Urgency
  inMs?: number
}

/** The queue as the pipeline sees it: hints that something waits in Postgres. Losing one loses nothing. */
export interface Wake {
  /**
   * Somebody should run the waiting checks of these hosts, of one wish by one worker. `key` tells repeats of one
   * wish from new ones; `inMs` is for hosts that are left alone until then.
   */
  runHosts(wishes: readonly HostWish[]): Promise<void>
  /** Alerts wait in the outbox. */
  deliverAlerts(): Promise<void>
}

/** What every verb of the pipeline works with. */
export interface Pipeline {
  db: Database
  kinds: Registry
  wake: Wake
  log: Log
  /** The only clock. Each operation asks once. */
  now(): Date
  timeScale: number
  /** Checks that may start a day; absent or null: as many as the promises need. */
  checksPerDay?: number | null
  patience: Patience
  /** Holds failures back while too much fails at once; absent: each counts. */
  runWatch?: RunWatch
  /** Told after the transaction that recorded a check; for live pages and counters. */
  recorded?(event: Recorded): void
}

/** One check that was recorded. */
export interface Recorded {
  checkId: number
  contactId: string | null
  kind: string
  verdict: VerdictState
  durationMs: number
  change: StatusChange | null
}
