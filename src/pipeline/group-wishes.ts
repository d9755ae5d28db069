import type { HostWish } from './context.ts'

/** Hosts of one wish. Each wish is a job of the queue, which costs as much as several checks do. */
const hostsAtOnce = 8

/** A host to be run, and what tells this wish for it from others. */
interface RoutineWish {
  host: string
  key: string
}

/** Wishes that nobody waits for, a few hosts each; the first host of each says its key. */
export function groupWishes(wishes: readonly RoutineWish[]): HostWish[] {
  const groups: HostWish[] = []
  for (let from = 0; from < wishes.length; from += hostsAtOnce) {
    const group = wishes.slice(from, from + hostsAtOnce)
    groups.push({ hosts: group.map(({ host }) => host), key: group[0]?.key ?? '', urgency: 'routine' })
  }
  return groups
}
