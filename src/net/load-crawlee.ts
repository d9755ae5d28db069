import { createRequire } from 'node:module'

export type Crawlee = typeof import('crawlee')

/**
 * Loads Crawlee's browser crawler, and only here. Its browser pool opens an HTTP proxy on all network
 * interfaces as soon as it is loaded (a stand-in for Playwright's proxy option): anyone in reach could use it
 * to get at this machine's own ports. We always give a proxy, so that one is kept from listening.
 */
export async function loadCrawlee(): Promise<Crawlee> {
  const fromCrawlee = createRequire(createRequire(import.meta.url).resolve('crawlee'))
  const fromPool = createRequire(fromCrawlee.resolve('@crawlee/browser-pool'))
  const { Server } = fromPool('proxy-chain') as { Server: { prototype: { listen(): Promise<void> } } }
  const { listen } = Server.prototype
  Server.prototype.listen = async () => undefined
  try {
    const crawlee = await import('crawlee')
    crawlee.log.setLevel(crawlee.log.LEVELS.OFF)
    return crawlee
  } finally {
    Server.prototype.listen = listen
  }
}
