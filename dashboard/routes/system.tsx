import type { Context } from 'hono'
import { Hono } from 'hono'
import { countPendingAlerts } from '../../src/store/alerts.ts'
import { listProcesses, recall } from '../../src/store/monitor.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { listMails } from '../mails/list-mails.ts'
import { silentAfterMs } from '../read-banners.ts'
import { HelpPage } from '../views/help-page.tsx'
import { SystemPage } from '../views/system-page.tsx'

export function systemRoutes(house: House) {
  return new Hono<Env>()
    .get('/system', needs('reader'), (c) => showSystem(house, c))
    .get('/help', needs('reader'), (c) => c.html(<HelpPage view={c.get('view')} />))
}

async function showSystem({ pipeline: { db }, readiness, dataDir }: House, c: Context<Env>) {
  const view = c.get('view')
  const [ready, processes, online, browser, mail, kb, alerts, mails] = await Promise.all([
    readiness(),
    listProcesses(db, new Date(view.now.getTime() - silentAfterMs)),
    recall(db, 'online'),
    recall(db, 'browser'),
    recall(db, 'mail'),
    recall(db, 'kb'),
    countPendingAlerts(db),
    listMails(dataDir, 1),
  ])
  const facts = { ready, processes, online, browser, mail, kb, alerts, hasMails: mails.length > 0 }
  return c.html(<SystemPage view={view} facts={facts} />)
}
