import type { CheckTools, Target } from '../../src/kinds/kind.ts'
import type { NetConfig } from '../../src/net/net-config.ts'
import { openNet } from '../../src/net/open-net.ts'

/** Tools of a check over the real network layer that may reach loopback servers. */
export async function openTools(
  more: Partial<NetConfig> = {},
): Promise<CheckTools & { close(): Promise<void> }> {
  const net = await openNet({
    connectTo: [],
    allowNets: ['127.0.0.0/8'],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'test',
    ...more,
  })
  return {
    net,
    browser: 'auto',
    now: new Date('2026-11-22T09:00:00Z'),
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    close: () => net.close(),
  }
}

/** A target with nothing known of it. */
export function targetOf<S, M>(value: string, settings: S, memory: M | null = null): Target<S, M> {
  return { value, settings, listedOn: [], ownerDomains: [], memory }
}
