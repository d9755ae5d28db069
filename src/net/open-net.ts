import { openBrowser } from './browser.ts'
import { openDns } from './dns.ts'
import { openHttpClient } from './http.ts'
import type { Net } from './net.ts'
import type { NetConfig } from './net-config.ts'

/**
 * Everything that touches the outside, wired. Cheap: nothing is connected, and the browser is loaded and
 * launched by its first visit. `chromiumPath` null means no browser tier.
 */
export async function openNet(config: NetConfig): Promise<Net> {
  const dns = openDns(config)
  const http = openHttpClient(config, dns)
  const browser = config.chromiumPath === null ? null : openBrowser(config, config.chromiumPath, dns)
  return {
    http,
    dns,
    browser,
    async close() {
      await Promise.all([http.close(), browser?.close()])
    },
  }
}
