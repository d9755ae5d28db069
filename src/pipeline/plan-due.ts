import {
  type Budget,
  type Errand,
  errands,
  openBudget,
  orderOfErrands,
  refill,
  spend,
} from '../domain/budget.ts'
import { countAsked, priorities } from '../store/checks.ts'
import type { Database } from '../store/database.ts'
import { lockBudget, recall, saveBudget } from '../store/monitor.ts'
import { type DueCheck, openDue } from '../store/open-due.ts'
import type { Pipeline } from './context.ts'
import { groupWishes } from './group-wishes.ts'

const priorityOf: Record<Errand, number> = {
  asked: priorities.asked,
  ladder: priorities.confirming,
  cascade: priorities.confirming,
  routine: priorities.routine,
}

/**
 * Claims what is due, opens its checks and asks for its hosts to be run. Several planners may run at once; with a
 * budget they take turns.
 * @param rounds how many checks each transaction opens, as long as something is left. Work begins after the
 *   first; hosts that come up again in the others are wished for once, for wishes are jobs of the queue.
 * @returns how many checks were opened.
 */
export async function planDue(pipeline: Pipeline, rounds: readonly number[] = [500]): Promise<number> {
  let planned = 0
  const later: DueCheck[] = []
  try {
    for (const [round, limit] of rounds.entries()) {
      const opened = await openRound(pipeline, limit)
      planned += opened.length
      if (round === 0) await wishHosts(pipeline, opened)
      else later.push(...opened)
      if (opened.length < limit) break
    }
  } finally {
    await wishHosts(pipeline, later)
  }
  return planned
}

async function openRound(pipeline: Pipeline, limit: number): Promise<DueCheck[]> {
  const plannedAt = pipeline.now()
  // Offline, every check would only say so: what is due stays due until the network is back.
  if ((await recall(pipeline.db, 'online'))?.value.online === false) return []
  return open(pipeline, limit, plannedAt)
}

/** Each host once. */
async function wishHosts({ wake }: Pipeline, opened: readonly DueCheck[]): Promise<void> {
  const firstOfHost = new Map<string, number>()
  for (const { host, id } of opened) firstOfHost.set(host, Math.min(id, firstOfHost.get(host) ?? id))
  await wake.runHosts(groupWishes([...firstOfHost].map(([host, id]) => ({ host, key: `due-${id}` }))))
}

async function open({ db, checksPerDay }: Pipeline, limit: number, now: Date): Promise<DueCheck[]> {
  // One statement, so it needs no transaction around it.
  if (!checksPerDay) return openDue(db, inOrder(errands), limit, now)
  return db.transaction().execute((tx) => openWithin(checksPerDay, tx, limit, now))
}

async function openWithin(checksPerDay: number, tx: Database, limit: number, now: Date): Promise<DueCheck[]> {
  const stored = (await lockBudget(tx)) ?? openBudget(now)
  // What people asked for was opened already; it comes off what is left for the others.
  const asked = await countAsked(tx, stored.refilledAt)
  let budget: Budget = refill(stored, checksPerDay, now)
  if (asked > 0) budget = spend(budget, 'asked', asked)
  const most = Math.min(limit, Math.max(0, Math.floor(budget.tokens)))
  const opened = await openDue(tx, inOrder(orderOfErrands(budget, checksPerDay)), most, now)
  for (const { errand } of opened) budget = spend(budget, errand)
  await saveBudget(tx, budget, now)
  return opened
}

/** People's checks are opened where they ask; they are never due. */
function inOrder(order: readonly Errand[]) {
  return order
    .filter((errand) => errand !== 'asked')
    .map((errand) => ({ errand, priority: priorityOf[errand] }))
}
