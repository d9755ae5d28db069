import { openChecks, priorities } from '../store/checks.ts'
import { recall } from '../store/monitor.ts'
import { claimDue } from '../store/standings.ts'
import type { Pipeline } from './context.ts'

/** Statuses whose next look is part of a confirmation or a recovery. */
const confirming = ['suspect', 'down', 'broken', 'changed']

/**
 * Claims what is due, opens its checks and asks for its hosts to be run: one wish a host. Several planners
 * may run at once. @returns how many checks were opened.
 */
export async function planDue({ db, wake, now }: Pipeline, limit = 500): Promise<number> {
  const plannedAt = now()
  // Offline, every check would only say so: what is due stays due until the network is back.
  if ((await recall(db, 'online'))?.value.online === false) return 0
  const opened = await db.transaction().execute(async (tx) => {
    const due = await claimDue(tx, plannedAt, limit)
    const contacts = due.map(({ contactId, host, status }) => ({
      contactId,
      host,
      priority: confirming.includes(status) ? priorities.confirming : priorities.routine,
      askedBy: null,
    }))
    return openChecks(tx, contacts, plannedAt)
  })
  const firstOfHost = new Map<string, number>()
  for (const { host, id } of opened) firstOfHost.set(host, Math.min(id, firstOfHost.get(host) ?? id))
  await wake.runHosts([...firstOfHost].map(([host, id]) => ({ host, key: `due-${id}`, urgency: 'routine' })))
  return opened.length
}
