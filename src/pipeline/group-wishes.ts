import type { HostWish } from './context.ts'

/**
 * Hosts of one wish, least and most. A wish is a job of the queue, which costs as much as several checks do, and
 * BullMQ begins none before it has fetched all that it has room for.
 */
const hostsAtOnce = { least: 8, most: 32 }
/** Wishes that are made of many hosts at least, so that as many workers can share them. */
const shares = 8

/** A host to be run, and what tells this wish for it from others. */
interface RoutineWish {
  host: string
  key: string
}

/** Wishes that nobody waits for, of some hosts each; the first host of each says its key. */
export function groupWishes(wishes: readonly RoutineWish[]): HostWish[] {
  const { least, most } = hostsAtOnce
  const hostsEach = Math.min(Math.max(Math.ceil(wishes.length / shares), least), most)
  const groups: HostWish[] = []
  for (let from = 0; from < wishes.length; from += hostsEach) {
    const group = wishes.slice(from, from + hostsEach)
    groups.push({ hosts: group.map(({ host }) => host), key: group[0]?.key ?? '', urgency: 'routine' })
  }
  return groups
}
