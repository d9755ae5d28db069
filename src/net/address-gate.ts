import ipaddr from 'ipaddr.js'

/** Says of one IP address whether this process may connect to it. */
export interface AddressGate {
  allows(address: string): boolean
}

type Cidr = ReturnType<typeof ipaddr.parseCIDR>

// Azure's host agent: a "public" address that answers only to the machine it serves.
const platformAddresses = ['168.63.129.16']

/**
 * Lets through public unicast addresses and whatever lies in `allowNets`. IPv4 inside IPv6 is
 * judged as IPv4; NAT64, 6to4 and Teredo are refused, because they reach private addresses too.
 * @throws RangeError for a net that is no CIDR; ask `isCidr` before.
 */
export function openAddressGate(allowNets: readonly string[]): AddressGate {
  const allowed = allowNets.map(parseCidr)
  return {
    allows(address) {
      if (!ipaddr.isValid(address)) return false
      const ip = ipaddr.process(address)
      if (allowed.some(([net, bits]) => net.kind() === ip.kind() && ip.match(net, bits))) return true
      return ip.range() === 'unicast' && !platformAddresses.includes(ip.toString())
    },
  }
}

/** Whether a text is a CIDR such as `10.0.0.0/8` or `fd00::/8`. */
export function isCidr(text: string): boolean {
  return ipaddr.isValidCIDR(text)
}

function parseCidr(text: string): Cidr {
  if (!isCidr(text)) throw new RangeError(`not a CIDR: ${text}`)
  return ipaddr.parseCIDR(text)
}
