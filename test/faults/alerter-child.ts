import type { Channel } from '../../src/alerts/alert.ts'
import { openEmailChannel } from '../../src/alerts/email.ts'
import { patienceOf } from '../../src/domain/patience.ts'
import { registry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { openQueueConnection } from '../../src/queue/connection.ts'
import { openDatabase } from '../../src/store/database.ts'
import { startAlerter } from '../../workers/alerter.ts'

/**
 * The real alert worker as a process that can be killed. CRASH says where it dies by its own hand: before or
 * after a mail is sent, or while it is on its way; the parent kills it at random otherwise.
 */
const { DATABASE_URL = '', SMTP_URL = '', REDIS_URL, CRASH = '', LEASE_MS = '1500' } = process.env
const log = openLog('silent')
const db = openDatabase(DATABASE_URL, log)
const dies = (point: string) => {
  if (CRASH === point) process.kill(process.pid, 'SIGKILL')
}
const email = openEmailChannel({ smtpUrl: SMTP_URL, from: 'Watch <watch@monitor.example>' })
let sent = 0
const channel: Channel = {
  ...email,
  async deliver(message, secrets) {
    sent += 1
    if (sent > 1) dies('before')
    if (sent > 1 && CRASH === 'during') setImmediate(() => dies('during'))
    const delivery = await email.deliver(message, secrets)
    if (sent > 1) dies('after')
    return delivery
  },
}
const pipeline: Pipeline = {
  ...{ db, log, kinds: registry, timeScale: 1, patience: patienceOf('balanced'), now: () => new Date() },
  wake: { runHosts: async () => undefined, deliverAlerts: async () => undefined },
}
const connection = openQueueConnection(
  { redisUrl: REDIS_URL ?? null, databaseUrl: DATABASE_URL },
  log,
  'faults',
)
startAlerter(pipeline, connection, {
  channels: new Map([['email', channel]]),
  publicUrl: 'https://monitor.example',
  leaseMs: Number(LEASE_MS),
  sweepMs: 200,
})
process.stdout.write('ready\n')
