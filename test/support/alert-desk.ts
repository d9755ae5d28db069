import type { Channel } from '../../src/alerts/alert.ts'
import { openChannels } from '../../src/alerts/channels.ts'
import { patienceOf } from '../../src/domain/patience.ts'
import { fillSettings, type RecipientSettings } from '../../src/domain/recipient.ts'
import { registry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { deliverAlerts } from '../../src/pipeline/deliver-alerts.ts'
import { listRecipients, saveRecipient, syncRecipients } from '../../src/store/recipients.ts'
import { startTestDatabase, type TestDatabase } from './database.ts'
import { type MailServer, startMailServer } from './mail-server.ts'
import { moveContact, seedContact, seedMarketplaces } from './seed.ts'

const hourMs = 3_600_000
/** Sunday noon in Moscow. */
export const t0 = new Date('2026-11-22T09:00:00Z')
export const publicUrl = 'https://monitor.example'

/** A desk that is mailed: a real database, a real mail server, and a clock in hand. */
export class AlertDesk {
  now = t0
  readonly database: TestDatabase
  server: MailServer
  private channels: ReadonlyMap<string, Channel> = new Map()

  private constructor(database: TestDatabase, server: MailServer) {
    this.database = database
    this.server = server
  }

  static async open(): Promise<AlertDesk> {
    const database = await startTestDatabase()
    await seedMarketplaces(database.db, t0)
    return new AlertDesk(database, await startMailServer())
  }

  /** Begins anew, with one recipient who has been there for a month. */
  async clear(): Promise<void> {
    this.now = t0
    const { db } = this.database
    for (const table of ['incidents', 'contacts', 'recipients', 'monitor'] as const)
      await db.deleteFrom(table).execute()
    await this.closeMail()
    this.server = await startMailServer()
    this.channels = openChannels({
      smtpUrl: this.server.url,
      mailFrom: 'W <watch@monitor.example>',
      mailDir: '/nowhere',
    })
    await syncRecipients(db, 'email', ['one@desk.example'])
    const added_at = new Date(t0.getTime() - 30 * 24 * hourMs)
    await db.updateTable('recipients').set({ added_at }).execute()
  }

  async close(): Promise<void> {
    await this.closeMail()
    await this.database.stop()
  }

  get pipeline(): Pipeline {
    return {
      db: this.database.db,
      log: openLog('silent'),
      now: () => this.now,
      timeScale: 1,
      kinds: registry,
      patience: patienceOf('balanced'),
      wake: { runHosts: async () => undefined, deliverAlerts: async () => undefined },
    }
  }

  deliver(): Promise<number> {
    return deliverAlerts(this.pipeline, this.channels, { publicUrl })
  }

  pass(ms: number): void {
    this.now = new Date(this.now.getTime() + ms)
  }

  get subjects(): string[] {
    return this.server.mails.map(({ parsed }) => parsed.subject ?? '')
  }

  async wish(settings: Partial<RecipientSettings>, address = 'one@desk.example'): Promise<void> {
    const { db } = this.database
    const found = (await listRecipients(db)).find((recipient) => recipient.address === address)
    await saveRecipient(db, found?.id ?? 0, { language: 'ru', settings: fillSettings(settings) })
  }

  async breakContact(id: string, over: Parameters<typeof seedContact>[1] | object = {}): Promise<void> {
    const { db } = this.database
    await seedContact(db, { id, host: `${id.replace('/', '.')}.example`, ...over }, t0)
    const failingSinceAt = new Date(this.now.getTime() - 72 * hourMs)
    const cause = { code: 'http/not-found', class: 'gone', failingSinceAt } as const
    await moveContact(db, id, { from: 'suspect', to: 'broken', at: this.now, ...cause })
  }

  mend(id: string) {
    return moveContact(this.database.db, id, { from: 'broken', to: 'fresh', at: this.now })
  }

  rows() {
    const columns = ['edge', 'state', 'carried_by', 'answer'] as const
    return this.database.db.selectFrom('alerts').select(columns).orderBy('id').execute()
  }

  private async closeMail(): Promise<void> {
    for (const channel of this.channels.values()) await channel.close()
    this.channels = new Map()
    await this.server.close()
  }
}
