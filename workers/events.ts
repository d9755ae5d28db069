import { EventEmitter } from 'node:events'
import type { DashboardEvent, EventSource } from '../dashboard/deps.ts'
import type { Metrics } from '../src/metrics.ts'
import type { Recorded } from '../src/pipeline/context.ts'

/** Turns recorded checks into counters and into events for live pages. */
export function createEvents(metrics: Metrics): EventSource & { recorded(event: Recorded): void } {
  const emitter = new EventEmitter()
  // One listener a live page; their number is bounded where they are accepted.
  emitter.setMaxListeners(0)
  const tell = (event: DashboardEvent) => emitter.emit('event', event)
  return {
    recorded({ checkId, contactId, kind, verdict, durationMs, change }) {
      metrics.checks.inc({ kind, verdict })
      metrics.checkSeconds.observe({ kind }, durationMs / 1000)
      tell({ type: 'check-finished', checkId, contactId, verdict })
      if (!change || contactId === null) return
      metrics.statusChanges.inc({ to: change.to })
      tell({ type: 'status-changed', checkId, contactId, from: change.from, to: change.to })
    },
    subscribe(listener) {
      emitter.on('event', listener)
      return () => void emitter.off('event', listener)
    },
  }
}
