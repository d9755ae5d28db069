/** One of curl's `--connect-to` rules; null = any (host1, port1) or unchanged (host2, port2). */
export interface ConnectToRule {
  host1: string | null
  port1: number | null
  host2: string | null
  port2: number | null
}

/** Another way out that the operator named: an HTTP proxy, `http://[user:password@]host:port`. */
export interface EgressProxy {
  name: string
  url: string
}

/** How this process may touch the outside; made from the environment by `config.ts`. */
export interface NetConfig {
  connectTo: readonly ConnectToRule[]
  /** CIDRs that the address gate lets through although they are not public. */
  allowNets: readonly string[]
  /** Resolvers `ip[:port]`; empty: the system's. */
  dnsServers: readonly string[]
  /** Executable of a Chromium; null: no browser tier. */
  chromiumPath: string | null
  userAgent: string
  /** Between two checks of one host, milliseconds; absent: there is no next one. */
  hostGapMs?: number
  /** Every connection goes through it; absent: straight out. Names are looked up here in any case. */
  proxy?: EgressProxy
}
