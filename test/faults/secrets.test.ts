import { expect, it } from 'vitest'
import { openEmailChannel } from '../../src/alerts/email.ts'
import { registry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import { deliverAlerts } from '../../src/pipeline/deliver-alerts.ts'
import { startTestDatabase } from '../support/database.ts'
import { startScriptedSmtp } from './scripted-smtp.ts'
import { breakOne, seedReaders } from './seed-alerts.ts'

const password = 'hunter2-in-the-clear'

it.each(['auth-535', 'refused', 'greeting-421'] as const)(
  'the password of the mail server is written down nowhere when it fails by %s',
  async (mode) => {
    const database = await startTestDatabase()
    const smtp = await startScriptedSmtp()
    const { db } = database
    try {
      await seedReaders(db, 1, ['one@desk.example'])
      await breakOne(db, 0, 0, new Date())
      smtp.mode = mode
      const smtpUrl = smtp.url.replace(/\/\/(.*@)?/, `//monitor:${password}@`)
      const channel = openEmailChannel({ smtpUrl, from: 'Watch <watch@monitor.example>' })
      const told: unknown[] = []
      const log = openLog('silent')
      const keep = (...words: unknown[]) => void told.push(words)
      const pipeline = { db, log: Object.assign(Object.create(log), { warn: keep, error: keep, info: keep }) }
      const rest = { now: () => new Date(), timeScale: 1, kinds: registry }
      await deliverAlerts({ ...pipeline, ...rest }, new Map([['email', channel]]), {
        publicUrl: 'http://here.test',
      })
      await channel.close()
      const tables = [
        await db.selectFrom('alerts').selectAll().execute(),
        await db.selectFrom('monitor').selectAll().execute(),
      ]
      expect(told.length).toBeGreaterThan(0)
      expect(JSON.stringify([tables, told])).not.toContain(password)
      expect(JSON.stringify(tables)).toContain('pending')
    } finally {
      await smtp.close()
      await database.stop()
    }
  },
)
