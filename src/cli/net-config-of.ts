import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import type { ConnectToRule, NetConfig } from '../net/net-config.ts'

const { version } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string }

/** Version of this product, for the User-Agent and the pages. */
export const productVersion = version

/** How this process touches the outside, from its configuration; rules of the command line come first. */
export function netConfigOf(config: Config, connectTo: readonly ConnectToRule[] = []): NetConfig {
  return {
    connectTo: [...connectTo, ...config.connectTo],
    allowNets: config.allowNets,
    dnsServers: config.dnsServers,
    chromiumPath: config.chromiumPath,
    // Honest and answerable: whoever sees it in a log can find out what it is.
    userAgent: `Mozilla/5.0 (compatible; Stillthere/${version}; +${config.publicUrl})`,
  }
}
