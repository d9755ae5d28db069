import type { Pipeline } from '../src/pipeline/context.ts'
import { type Pulse, readPulse } from '../src/store/lag.ts'
import { listProcesses } from '../src/store/monitor.ts'
import type { User } from '../src/store/people.ts'
import { countReviewQueue } from '../src/store/review-queue.ts'
import {
  type ChangeSince,
  countChangesByDay,
  type DayOfChanges,
  listChangesSince,
} from '../src/store/status-history.ts'
import { noteLook, readLook } from '../src/store/users.ts'
import { silentAfterMs } from './read-banners.ts'
import { queueOf } from './read-review.ts'

const days = 14
const dayMs = 24 * 3_600_000
const moscowMs = 3 * 3_600_000
const shownChanges = 6

/** What the overview tells beside counts and lists. */
export interface OverviewExtras {
  /** Fourteen days, the oldest first. */
  days: DayOfChanges[]
  /** Null at a person's first visit: there is nothing to compare with. */
  since: { at: Date; rows: ChangeSince[]; total: number; isMore: boolean } | null
  workers: number
  pulse: Pulse
  forPeople: { total: number; isMore: boolean }
}

/** @param isVisit false: the page renews itself, and nobody need be looking. */
export async function readOverviewExtras(
  { db, timeScale }: Pipeline,
  user: User,
  now: Date,
  isVisit: boolean,
): Promise<OverviewExtras> {
  const dayNumber = Math.floor((now.getTime() + moscowMs) / dayMs)
  const calendar = Array.from({ length: days }, (_, index) =>
    new Date((dayNumber - days + 1 + index) * dayMs).toISOString().slice(0, 10),
  )
  const from = new Date((dayNumber - days + 1) * dayMs - moscowMs)
  const before = isVisit ? await noteLook(db, user.id, now) : await readLook(db, user.id)
  const [changes, since, processes, pulse, forPeople] = await Promise.all([
    countChangesByDay(db, from),
    before ? listChangesSince(db, before, shownChanges) : null,
    listProcesses(db, new Date(now.getTime() - silentAfterMs)),
    readPulse(db, now),
    countReviewQueue(db, { now, timeScale }, queueOf(user), null),
  ])
  return {
    days: calendar.map((day) => changes.find((row) => row.day === day) ?? { day, broke: 0, back: 0 }),
    since: before && since ? { at: before, ...since } : null,
    workers: processes.length,
    pulse,
    forPeople,
  }
}
