import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of one process. Labels are kinds and verdicts, never addresses. */
export interface Metrics {
  registry: Registry
  checks: Counter<'kind' | 'verdict'>
  checkSeconds: Histogram<'kind'>
  statusChanges: Counter<'to'>
  contacts: Gauge<'status'>
  pendingAlerts: Gauge
  oldestAlertSeconds: Gauge
  dueLagSeconds: Gauge
  online: Gauge
}

/** Makes the metrics of this process. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    checks: new Counter({
      name: 'stillthere_checks_total',
      help: 'Checks recorded',
      labelNames: ['kind', 'verdict'],
      registers,
    }),
    checkSeconds: new Histogram({
      name: 'stillthere_check_seconds',
      help: 'Time from the start of a check to its observation',
      labelNames: ['kind'],
      buckets: [0.1, 0.3, 1, 3, 10, 30],
      registers,
    }),
    statusChanges: new Counter({
      name: 'stillthere_status_changes_total',
      help: 'Changes of status',
      labelNames: ['to'],
      registers,
    }),
    contacts: new Gauge({
      name: 'stillthere_contacts',
      help: 'Contacts by status',
      labelNames: ['status'],
      registers,
    }),
    pendingAlerts: new Gauge({ name: 'stillthere_alerts_pending', help: 'Alerts in the outbox', registers }),
    oldestAlertSeconds: new Gauge({
      name: 'stillthere_alert_oldest_seconds',
      help: 'Age of the oldest pending alert',
      registers,
    }),
    dueLagSeconds: new Gauge({
      name: 'stillthere_due_lag_seconds',
      help: 'Age of the oldest check that waits',
      registers,
    }),
    online: new Gauge({ name: 'stillthere_online', help: '1: our own network is there', registers }),
  }
}
