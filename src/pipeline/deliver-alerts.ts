import type { Channel, Delivery } from '../alerts/alert.ts'
import { renderMessage } from '../alerts/render.ts'
import { nextTryAt } from '../alerts/retry.ts'
import {
  bringForward,
  type ClaimedAlert,
  claimAlerts,
  type Settlement,
  settleAlert,
} from '../store/alerts.ts'
import { note, recall } from '../store/monitor.ts'
import { arrangeAlerts } from './arrange-alerts.ts'
import { type Composing, composeContent, linksOf } from './compose-content.ts'
import type { Pipeline } from './context.ts'

/** What delivering needs of the pipeline. */
export type DeliveryPipeline = Composing & Pick<Pipeline, 'log'>

export interface DeliveryOptions {
  publicUrl: string
  /** Letters that are claimed at once. */
  limit?: number
  /** Longer than a message may take, so that no second process sends what the first one is still sending. */
  leaseMs?: number
}

const usualLeaseMs = 120_000
/** What must be left of the lease to begin another message; of a lease made shorter on purpose, half. */
const messageBudgetMs = 60_000
/** Recipients of one channel that are served at once. */
const lanesPerChannel = 2
/** So many recipients in a row without any answer, and it is not about them. */
const silentMax = 2
/** A canary's word this old is no reason to keep silent. */
const offlineTrustMs = 600_000

/** One round of deliveries through one channel: ends early when the channel turns out to be broken. */
interface Round {
  channel: Channel | undefined
  leaseUntil: Date
  budgetMs: number
  publicUrl: string
  silent: number
  broken: string | null
  delivered: number
}

/**
 * Delivers what the outbox owes until nothing is due. Recipients do not wait for each other; the letters of one
 * recipient go out in order, and the first that meets a temporary failure puts its others off as well. A broken
 * channel puts everybody off after one attempt. While our own canaries fail only the monitor's own news go out.
 * @returns how many letters were delivered.
 */
export async function deliverAlerts(
  pipeline: DeliveryPipeline,
  channels: ReadonlyMap<string, Channel>,
  options: DeliveryOptions,
): Promise<number> {
  const { db, now } = pipeline
  const { publicUrl, limit = 40, leaseMs = usualLeaseMs } = options
  let delivered = 0
  for (;;) {
    const isOffline = await areWeOffline(pipeline)
    if (!isOffline) await arrangeAlerts(pipeline)
    const claimedAt = now()
    const leaseUntil = new Date(claimedAt.getTime() + leaseMs)
    const only = isOffline ? { only: ['monitor', 'test'] as const } : {}
    const claimed = await claimAlerts(db, { limit, leaseUntil, ...only }, claimedAt)
    if (claimed.length === 0) return delivered
    // Ten readers of one incident are told of it as it was at one moment, and read it once.
    const composing = { ...pipeline, gathered: new Map() }
    const rounds = groupBy(claimed, ({ channel }) => channel).map(async ([name, letters]) => {
      const channel = channels.get(name)
      const budgetMs = Math.min(messageBudgetMs, leaseMs / 2)
      const round: Round = { channel, leaseUntil, budgetMs, publicUrl, silent: 0, broken: null, delivered: 0 }
      const readers = groupBy(letters, ({ recipientId }) => recipientId)
      await eachOf(readers, lanesPerChannel, ([, owed]) => serveRecipient(composing, round, owed))
      await noteChannel(pipeline, name, round)
      delivered += round.delivered
    })
    await Promise.all(rounds)
  }
}

async function areWeOffline({ db, now }: DeliveryPipeline): Promise<boolean> {
  const online = await recall(db, 'online')
  if (online === null || online.value.online) return false
  return now().getTime() - online.at.getTime() < offlineTrustMs
}

async function serveRecipient(
  pipeline: DeliveryPipeline,
  round: Round,
  owed: readonly ClaimedAlert[],
): Promise<void> {
  const { db, log, now } = pipeline
  let failed: Delivery | null = null
  for (const letter of owed) {
    try {
      const at = now()
      if (round.leaseUntil.getTime() - at.getTime() < round.budgetMs) {
        await settleAlert(db, letter.id, { state: 'pending', answer: 'its turn did not come', nextTryAt: at })
        continue
      }
      const delivery: Delivery = failed ?? (await deliverUnlessBroken(pipeline, round, letter))
      failed = delivery.outcome === 'temporary' ? delivery : null
      if (delivery.outcome === 'delivered') round.delivered += 1
      await settleAlert(db, letter.id, settlementOf(delivery, letter, at, pipeline))
    } catch (error) {
      // Ours to mend; the letter comes back when its lease ends.
      log.error(
        { err: error, alert: letter.id, incident: letter.incidentId },
        'an alert could not be delivered',
      )
    }
  }
}

async function deliverUnlessBroken(
  pipeline: DeliveryPipeline,
  round: Round,
  letter: ClaimedAlert,
): Promise<Delivery> {
  if (round.broken !== null) return { outcome: 'channel-fault', answer: round.broken }
  const delivery = await deliverOne(pipeline, round, letter)
  if (delivery.outcome === 'channel-fault') round.broken = delivery.answer
  const isSilent = delivery.outcome === 'temporary' && delivery.silent
  round.silent = isSilent ? round.silent + 1 : 0
  if (round.silent >= silentMax && round.delivered === 0) round.broken = delivery.answer
  return delivery
}

async function deliverOne(
  pipeline: DeliveryPipeline,
  { channel, publicUrl }: Round,
  letter: ClaimedAlert,
): Promise<Delivery> {
  if (!channel) return { outcome: 'channel-fault', answer: `no channel named ${letter.channel} is set up` }
  const composed = await composeContent(pipeline, letter, publicUrl)
  if (!composed) return { outcome: 'permanent', answer: 'nothing is left of what it was about' }
  const message = renderMessage(composed.content, {
    language: letter.language === 'en' ? 'en' : 'ru',
    to: letter.address,
    messageId: letter.messageId,
    thread: composed.thread,
    reasonText: (code) => pipeline.kinds.reasonText(code),
    links: await linksOf(pipeline, letter, publicUrl),
  })
  return channel.deliver(message, letter.secrets)
}

/** `startedAt`, not the end, is when it was sent: contacts that joined after it are not in what was sent. */
function settlementOf(
  delivery: Delivery,
  { attempts, wantedAt }: ClaimedAlert,
  startedAt: Date,
  { now, timeScale }: DeliveryPipeline,
): Settlement {
  const { outcome, answer } = delivery
  const at = now()
  switch (outcome) {
    case 'delivered':
      return { state: 'sent', answer, at: startedAt }
    case 'permanent':
      return { state: 'dead', answer, at }
    case 'temporary':
    case 'channel-fault':
    case 'maybe-sent': {
      const inDoubt = outcome === 'maybe-sent'
      const nextAt = nextTryAt({ attempts, wantedAt, inDoubt }, at, timeScale)
      const flags = { maybeSent: inDoubt, channelFault: outcome === 'channel-fault' }
      return nextAt
        ? { state: 'pending', answer, nextTryAt: nextAt, ...flags }
        : { state: 'dead', answer, at }
    }
  }
}

/** Remembers whether a way of delivery works; when it does again, what waited for it goes out at once. */
async function noteChannel({ db, now, log }: DeliveryPipeline, name: string, round: Round): Promise<void> {
  const at = now()
  const before = await recall(db, `channel:${name}`)
  const isBroken = round.broken !== null && round.delivered === 0
  if (!isBroken && round.delivered === 0) return
  const changed = before === null || before.value.broken !== isBroken
  if (changed && isBroken) log.warn({ channel: name, answer: round.broken }, 'a way of delivery is broken')
  if (changed && !isBroken && before) {
    log.info({ channel: name }, 'a way of delivery works again')
    await bringForward(db, name, at)
  }
  const since = changed ? at.toISOString() : before.value.since
  await note(db, `channel:${name}`, { broken: isBroken, since, answer: round.broken }, at)
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>()
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
