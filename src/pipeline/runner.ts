import type { Net } from '../net/net.ts'
import type { Detectors } from './detectors.ts'

/** A way out of this process. */
export interface Vantage {
  name: string
  net: Net
}

/** What running checks needs beside the pipeline. */
export interface Runner {
  net: Net
  /** Other ways out, in the order in which they are asked for a second opinion. */
  vantages: readonly Vantage[]
  detectors: Detectors
  /** What kinds compare with, by the kind's name. */
  references: ReadonlyMap<string, unknown>
  /** Is our own network there? Asked before anybody else is blamed. */
  isOnline(): Promise<boolean>
  /** Keeps a screenshot; returns its path under DATA_DIR. */
  keepScreenshot(checkId: number, png: Uint8Array): Promise<string>
  /** Version of the rules: what an older one read is read again. */
  rules: string
  /** Between two starts on one host, milliseconds. */
  hostGapMs: number
  /** Stops taking further checks; the one that runs is finished. */
  stopping: AbortSignal
}
