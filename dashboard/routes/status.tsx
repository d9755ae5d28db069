import { Hono } from 'hono'
import { readLastLookAt } from '../../src/store/last-look.ts'
import { isOn } from '../../src/store/switches.ts'
import { countOverview } from '../count-overview.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { readPlaces } from '../read-places.ts'
import { StatusPage } from '../views/status-page.tsx'

/** The page for everybody; as long as no administrator opens it, there is none. */
export function statusRoutes({ pipeline }: House) {
  const { db, timeScale } = pipeline
  return new Hono<Env>().get('/status', async (c) => {
    if (!(await isOn(db, 'public-status'))) return c.notFound()
    const view = c.get('view')
    const [counts, places, lastLookAt] = await Promise.all([
      countOverview(db, { now: view.now, timeScale }),
      readPlaces(db, view.language),
      readLastLookAt(db),
    ])
    const known = { counts, places, lastLookAt }
    // Whoever is signed in sees what everybody sees.
    return c.html(<StatusPage view={{ ...view, banners: [] }} {...known} />)
  })
}
