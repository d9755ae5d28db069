import type { Context } from 'hono'
import { Hono } from 'hono'
import { countPendingAlerts } from '../../src/store/alerts.ts'
import { readLag } from '../../src/store/lag.ts'
import { listDetectors, listProcesses, recall } from '../../src/store/monitor.ts'
import { listOwnErrors } from '../../src/store/own-errors.ts'
import type { Env, View } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { listMails } from '../mails/list-mails.ts'
import { silentAfterMs } from '../read-banners.ts'
import { HelpPage } from '../views/help-page.tsx'
import { type SystemFacts, SystemPage } from '../views/system-page.tsx'

export function systemRoutes(house: House) {
  return new Hono<Env>()
    .get('/system', needs('reader'), (c) => showSystem(house, c))
    .get('/help', needs('reader'), (c) => c.html(<HelpPage view={c.get('view')} />))
}

async function showSystem(house: House, c: Context<Env>) {
  const { readiness, dataDir } = house
  const { db } = house.pipeline
  const view = c.get('view')
  const [ready, processes, detectors, online, browser, mail, kb, alerts, mails, lag, errors] =
    await Promise.all([
      readiness(),
      listProcesses(db, new Date(view.now.getTime() - silentAfterMs)),
      listDetectors(db),
      recall(db, 'online'),
      recall(db, 'browser'),
      recall(db, 'mail'),
      recall(db, 'kb'),
      countPendingAlerts(db),
      listMails(dataDir, 1),
      readLag(db, view.now),
      listOwnErrors(db, 20),
    ])
  const facts = {
    ready,
    processes,
    detectors: nameDetectors(house, view, detectors),
    online,
    browser,
    mail,
    kb,
    alerts,
    hasMails: mails.length > 0,
    lag,
    errors,
  }
  return c.html(<SystemPage view={view} facts={facts} />)
}

/** Checkers that watch themselves, by the name that editors know their kind by. */
function nameDetectors(
  { pipeline }: House,
  view: View,
  detectors: Awaited<ReturnType<typeof listDetectors>>,
): SystemFacts['detectors'] {
  return detectors.map(({ kind, ...detector }) => ({
    ...detector,
    name: pipeline.kinds.kindNamed(kind)?.title[view.language] ?? kind,
  }))
}
