import { openBrowser } from './browser.ts'
import { openDns } from './dns.ts'
import { findChromium } from './find-chromium.ts'
import type { Browser } from './net.ts'
import type { NetConfig } from './net-config.ts'

/**
 * A browser that is looked for only when somebody visits: finding one costs more than most checks. Where
 * there is none, a visit fails by our own fault, which is never held against the target.
 */
export function openLazyBrowser(config: NetConfig): Browser {
  let opened: Promise<Browser | null> | null = null
  const open = async () => {
    const found = await findChromium(config.chromiumPath)
    return found ? openBrowser(config, found.path, openDns(config)) : null
  }
  return {
    async visit(url, options) {
      opened ??= open()
      const browser = await opened
      if (browser) return browser.visit(url, options)
      return {
        ok: false,
        failure: { code: 'net/offline', message: 'no browser was found on this machine' },
        url,
        hops: [],
      }
    },
    async close() {
      await (await opened)?.close()
    },
  }
}
