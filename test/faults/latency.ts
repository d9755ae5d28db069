import { openEmailChannel } from '../../src/alerts/email.ts'
import { registry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import { deliverAlerts } from '../../src/pipeline/deliver-alerts.ts'
import { startTestDatabase } from '../support/database.ts'
import { startScriptedSmtp } from './scripted-smtp.ts'
import { breakOne, localPartOf, seedReaders } from './seed-alerts.ts'

/** Milliseconds from the committed change to the server's acceptance. */
export interface LatencyReport {
  letters: number
  medianMs: number
  p99Ms: number
  /** Processor time of this process for all of them: what a busy machine does not change. */
  cpuMs: number
}

/** `letters` alerts to ten recipients are committed at once and delivered one by one. */
export async function measureLatency(letters: number): Promise<LatencyReport> {
  const database = await startTestDatabase()
  const smtp = await startScriptedSmtp()
  try {
    const { db } = database
    const readers = Array.from({ length: 10 }, (_, n) => `r${n}@desk.example`)
    const incidents = Math.ceil(letters / readers.length)
    await seedReaders(db, incidents, readers)
    for (let n = 0; n < incidents; n++) await breakOne(db, n, n, new Date())
    const begunAt = Date.now()
    const cpuAtStart = process.cpuUsage()
    const channel = openEmailChannel({ smtpUrl: smtp.url, from: 'Watch <watch@monitor.example>' })
    const pipeline = { db, log: openLog('silent'), now: () => new Date(), timeScale: 1, kinds: registry }
    await deliverAlerts(pipeline, new Map([['email', channel]]), { publicUrl: 'https://monitor.example' })
    await channel.close()
    const cpu = process.cpuUsage(cpuAtStart)
    const waited = smtp.received
      .map(({ id, at }) => ({ id: localPartOf(id), ms: at - begunAt }))
      .map(({ ms }) => ms)
    waited.sort((a, b) => a - b)
    const at = (share: number) => waited[Math.min(waited.length - 1, Math.floor(waited.length * share))] ?? 0
    return {
      letters: waited.length,
      medianMs: at(0.5),
      p99Ms: at(0.99),
      cpuMs: Math.round((cpu.user + cpu.system) / 1000),
    }
  } finally {
    await smtp.close()
    await database.stop()
  }
}
