import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** Who asks, for limits: an IPv4 address, or the /64 of an IPv6 one, which a single user owns whole. */
export function clientAddress(c: Context): string {
  // `app.request()` has no socket behind it.
  const hasSocket = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
  return networkOf(hasSocket ? (getConnInfo(c).remote.address ?? '') : '')
}

/** @internal */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::')
  const groupsOf = (part: string) => part.split(':').filter(Boolean)
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')]
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...(tail === undefined ? [] : zeros), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
