import { StartupError } from '../src/config.ts'
import type { BrowserProcess } from '../src/net/browser.ts'
import { openDns } from '../src/net/dns.ts'
import type { Browser } from '../src/net/net.ts'
import type { EgressProxy, NetConfig } from '../src/net/net-config.ts'
import { openNet } from '../src/net/open-net.ts'
import { openRoads } from '../src/net/roads.ts'
import type { Vantage } from '../src/pipeline/runner.ts'

/** The other ways out of EGRESS_PROXIES. The browser is shared with the straight way, and may come later. */
export async function openVantages(
  proxies: readonly EgressProxy[],
  netConfig: NetConfig,
  chromium: () => BrowserProcess | null,
): Promise<Vantage[]> {
  const problems = proxies.flatMap(problemsOf)
  if (problems.length > 0) throw new StartupError(problems)
  return Promise.all(
    proxies.map(async (proxy) => {
      const config = { ...netConfig, chromiumPath: null, proxy }
      const net = await openNet(config)
      const roads = openRoads(config, openDns(config))
      const browserNow = (): Browser | null => chromium()?.by(roads) ?? null
      return {
        name: proxy.name,
        net: {
          ...net,
          get browser() {
            return browserNow()
          },
        },
      }
    }),
  )
}

function problemsOf({ name, url }: EgressProxy, index: number, all: readonly EgressProxy[]): string[] {
  const problems: string[] = []
  const { username, password } = new URL(url)
  if (!isDecodable(username + password))
    problems.push(`EGRESS_PROXIES: name or password of ${name} are not percent-encoded`)
  if (new URL(url).protocol !== 'http:')
    problems.push(`EGRESS_PROXIES: ${name} must be an HTTP proxy, http://host:port`)
  if (all.findIndex((other) => other.name === name) !== index)
    problems.push(`EGRESS_PROXIES: two ways out are named ${name}`)
  return problems
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}
