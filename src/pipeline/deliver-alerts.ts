import type { Channel, Delivery } from '../alerts/alert.ts'
import { renderAlert } from '../alerts/render.ts'
import { nextTryAt } from '../alerts/retry.ts'
import { type ClaimedAlert, claimAlerts, listAlerts, type Settlement, settleAlert } from '../store/alerts.ts'
import { composeAlert } from './compose-alert.ts'
import type { Pipeline } from './context.ts'

/** What delivering needs of the pipeline. */
export type DeliveryPipeline = Pick<Pipeline, 'db' | 'log' | 'now'> & {
  kinds: Pick<Pipeline['kinds'], 'reasonText'>
}

/** Longer than a message may take, so that no second process sends what the first one is still sending. */
const leaseMs = 120_000
/** What must be left of the lease to begin another message. */
const messageBudgetMs = 60_000
/** Recipients of one channel that are served at once. */
const lanesPerChannel = 2

/**
 * Delivers what the outbox owes until nothing is due. Recipients do not wait for each other; the alerts of one
 * recipient go out in order, and the first that meets a temporary failure puts its others off as well.
 * @returns how many were delivered.
 */
export async function deliverAlerts(
  pipeline: DeliveryPipeline,
  channels: ReadonlyMap<string, Channel>,
  options: { publicUrl: string; limit?: number },
): Promise<number> {
  const { db, now } = pipeline
  let delivered = 0
  for (;;) {
    const claimedAt = now()
    const leaseUntil = new Date(claimedAt.getTime() + leaseMs)
    const claimed = await claimAlerts(db, options.limit ?? 20, leaseUntil, claimedAt)
    if (claimed.length === 0) return delivered
    const lanes = groupBy(claimed, ({ channel }) => channel).map(([name, alerts]) =>
      eachOf(
        groupBy(alerts, ({ address }) => address),
        lanesPerChannel,
        async ([, owed]) => {
          const served = await serveRecipient(
            pipeline,
            channels.get(name),
            owed,
            leaseUntil,
            options.publicUrl,
          )
          delivered += served
        },
      ),
    )
    await Promise.all(lanes)
  }
}

async function serveRecipient(
  pipeline: DeliveryPipeline,
  channel: Channel | undefined,
  owed: readonly ClaimedAlert[],
  leaseUntil: Date,
  publicUrl: string,
): Promise<number> {
  const { db, log, now } = pipeline
  let delivered = 0
  let failed: Delivery | null = null
  for (const alert of owed) {
    try {
      const at = now()
      if (leaseUntil.getTime() - at.getTime() < messageBudgetMs) {
        await settleAlert(db, alert.id, { state: 'pending', answer: 'its turn did not come', nextTryAt: at })
        continue
      }
      const delivery: Delivery = failed ?? (await deliverOne(pipeline, channel, alert, publicUrl))
      if (delivery.outcome === 'temporary') failed = delivery
      if (delivery.outcome === 'delivered') delivered += 1
      await settleAlert(db, alert.id, settlementOf(delivery, alert, at, now()))
    } catch (error) {
      // Ours to mend; the alert comes back when its lease ends.
      log.error(
        { err: error, alert: alert.id, incident: alert.incidentId },
        'an alert could not be delivered',
      )
    }
  }
  return delivered
}

async function deliverOne(
  { db, kinds }: DeliveryPipeline,
  channel: Channel | undefined,
  alert: ClaimedAlert,
  publicUrl: string,
): Promise<Delivery> {
  if (!channel) return { outcome: 'temporary', answer: `no channel named ${alert.channel} is set up` }
  const knownAt = alert.edge === 'opened' ? null : await readOpeningSentAt(db, alert)
  const composed = await composeAlert(db, alert.incidentId, alert.edge, publicUrl, knownAt)
  if (!composed)
    return { outcome: 'permanent', answer: 'none of its contacts is in the knowledge base any more' }
  const message = renderAlert(composed, {
    language: alert.language === 'en' ? 'en' : 'ru',
    to: alert.address,
    messageId: alert.messageId,
    threadId: alert.edge === 'opened' ? null : rootOf(alert),
    reasonText: (code) => kinds.reasonText(code),
  })
  return channel.deliver(message)
}

/** `startedAt`, not the end, is when it was sent: contacts that joined after it are not in what was sent. */
function settlementOf(delivery: Delivery, alert: ClaimedAlert, startedAt: Date, now: Date): Settlement {
  const { outcome, answer } = delivery
  switch (outcome) {
    case 'delivered':
      return { state: 'sent', answer, at: startedAt }
    case 'permanent':
      return { state: 'dead', answer, at: now }
    case 'temporary': {
      const nextAt = nextTryAt(alert.attempts, alert.createdAt, now)
      return nextAt ? { state: 'pending', answer, nextTryAt: nextAt } : { state: 'dead', answer, at: now }
    }
  }
}

async function readOpeningSentAt(db: Pipeline['db'], alert: ClaimedAlert): Promise<Date | null> {
  const owed = await listAlerts(db, alert.incidentId)
  const opening = owed.find(
    ({ edge, channel, address }) =>
      edge === 'opened' && channel === alert.channel && address === alert.address,
  )
  return opening?.sentAt ?? null
}

/** Message-ID of the alert that opened the incident for the same recipient; `owe` names them alike. */
function rootOf({ messageId, edge }: ClaimedAlert): string {
  return messageId.replace(`.${edge}.`, '.opened.')
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups]
}

/** Does `work` for each item, `lanes` at a time. */
async function eachOf<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane))
}
