import type { Config } from '../config.ts'

/** What one process does; `up` does all of it. */
export interface Roles {
  scheduler: boolean
  checker: boolean
  alerter: boolean
  dashboard: boolean
}

/** A running process of the product. `ended` settles when it has been stopped and everything is closed. */
export interface RunningProcess {
  ended: Promise<void>
  stop(): Promise<void>
}

/** Starts a process; it prints where things are and stops on SIGINT or SIGTERM. */
export type StartProcess = (config: Config, roles: Roles) => Promise<RunningProcess>
