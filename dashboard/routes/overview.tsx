import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { type AsOf, type ContactRow, listContacts } from '../../src/store/contacts.ts'
import { readLastLookAt } from '../../src/store/last-look.ts'
import { attention } from '../contact-filter.ts'
import { countOverview } from '../count-overview.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { isRenewal } from '../is-renewal.ts'
import { readOverviewExtras } from '../read-overview-extras.ts'
import { readPlaces } from '../read-places.ts'
import { OverviewPage } from '../views/overview-page.tsx'

const handLimit = 10
const disputeLimit = 5

export function overviewRoutes({ pipeline }: House) {
  return new Hono<Env>().get('/', needs('reader'), (c) => showOverview(pipeline, c))
}

async function showOverview(pipeline: Pipeline, c: Context<Env>) {
  const { db, timeScale } = pipeline
  const view = c.get('view')
  const asOf = { now: view.now, timeScale }
  const user = view.session?.user
  if (!user) return c.notFound()
  const [counts, hand, disputed, places, lastLookAt, extras] = await Promise.all([
    countOverview(db, asOf),
    listNeedingHand(pipeline, asOf),
    listContacts(db, { flag: 'disputed' }, asOf, { limit: disputeLimit }),
    readPlaces(db, view.language),
    readLastLookAt(db),
    readOverviewExtras(pipeline, user, view.now, !isRenewal(c)),
  ])
  return c.html(
    <OverviewPage
      view={view}
      pipeline={pipeline}
      counts={counts}
      hand={hand}
      disputed={disputed.rows}
      places={places}
      lastLookAt={lastLookAt}
      extras={extras}
    />,
  )
}

/** What an editor should take up first: breaks that nobody is at, then what a person has to confirm again. */
async function listNeedingHand({ db }: Pipeline, asOf: AsOf): Promise<ContactRow[]> {
  const isFree = (row: ContactRow) =>
    row.acknowledgedAt === null && !(row.mutedUntil && row.mutedUntil > asOf.now)
  const [failing, human] = await Promise.all([
    listContacts(db, { status: attention }, asOf, { limit: 50 }),
    listContacts(db, { status: ['unverifiable'], flag: 'overdue' }, asOf, { limit: handLimit }),
  ])
  return [...failing.rows.filter(isFree), ...human.rows.filter(isFree)].slice(0, handLimit)
}
