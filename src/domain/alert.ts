import type { Edge } from './incident.ts'

/**
 * What a letter is about. `opened`, `resolved` and `escalated` tell of one incident; `group` of many at once,
 * `digest` of what gathered since the last one; `reminder` of what is still broken, `people` of what only a
 * person can verify, `monitor` of the monitor itself; `test` of nothing.
 */
export type Topic = Edge | 'escalated' | 'group' | 'digest' | 'reminder' | 'people' | 'monitor' | 'test'

/** `withheld`: written down and not owed, because somebody asked for silence or there was nothing to say. */
export type AlertState = 'pending' | 'sent' | 'dead' | 'withheld'
