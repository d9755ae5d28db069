import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { measureCoverage } from '../measure-coverage.ts'
import { readPlaces } from '../read-places.ts'
import { CoveragePage } from '../views/coverage-page.tsx'

/** How many ways remain to reach each marketplace. */
export function coverageRoutes({ pipeline }: House) {
  return new Hono<Env>().get('/coverage', needs('reader'), async (c) => {
    const view = c.get('view')
    const [places, names] = await Promise.all([
      measureCoverage(pipeline.db),
      readPlaces(pipeline.db, view.language),
    ])
    return c.html(<CoveragePage view={view} places={places} names={names} />)
  })
}
