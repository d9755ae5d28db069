import { spawn } from 'node:child_process'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../src/config.ts'
import { openBrowser } from '../src/net/browser.ts'
import { openDns } from '../src/net/dns.ts'
import { findChromium } from '../src/net/find-chromium.ts'
import type { Browser, Net } from '../src/net/net.ts'
import type { NetConfig } from '../src/net/net-config.ts'
import { watchConnectivity } from '../src/net/online.ts'
import { openNet } from '../src/net/open-net.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import type { Runner } from '../src/pipeline/run-batch.ts'
import { note, recall } from '../src/store/monitor.ts'

/** The ways to the outside that checks of this process use. */
export interface Outside {
  runner: Pick<Runner, 'net' | 'isOnline' | 'keepScreenshot'>
  /** Which browser was found, or what is done about there being none. */
  browserNote: string
  close(): Promise<void>
}

/** How often the canaries are asked while nothing else asks them. */
const canariesEveryMs = 60_000

/** Opens HTTP, DNS and browser, and watches whether we are online ourselves. */
export async function openOutside(
  config: Config,
  netConfig: NetConfig,
  pipeline: Pipeline,
): Promise<Outside> {
  const base = await openNet({ ...netConfig, chromiumPath: null })
  let browser: Browser | null = null
  const adopt = async (): Promise<string | null> => {
    const found = await findChromium(config.chromiumPath)
    if (!found) return null
    browser = openBrowser({ ...netConfig, chromiumPath: found.path }, found.path, openDns(netConfig))
    const told = `${found.path}${found.version ? ` (${found.version})` : ''}`
    await note(pipeline.db, 'browser', { path: found.path, note: told }, pipeline.now())
    return told
  }
  const browserNote = (await adopt()) ?? (await bringLater(pipeline, adopt))
  const net: Net = {
    ...base,
    get browser() {
      return browser
    },
    close: base.close,
  }
  const isOnline = watchOnline(net, pipeline)
  const timer = setInterval(() => void isOnline().catch(() => false), canariesEveryMs)
  await isOnline()
  return {
    runner: { net, isOnline, keepScreenshot: (id, png) => keepScreenshot(config.dataDir, id, png) },
    browserNote,
    async close() {
      clearInterval(timer)
      await Promise.all([base.close(), browser?.close()])
    },
  }
}

function watchOnline({ http }: Net, { db, now, log }: Pipeline): () => Promise<boolean> {
  const ask = watchConnectivity(http)
  return async () => {
    const { online, failed } = await ask()
    const before = await recall(db, 'online')
    const at = now()
    const changed = before === null || before.value.online !== online
    if (changed && !online)
      log.warn({ failed }, 'the monitor itself is offline: nothing is held against a contact')
    if (changed && online && before) log.info('the monitor is online again')
    await note(db, 'online', { online, since: changed ? at.toISOString() : before.value.since }, at)
    return online
  }
}

/** Brings a browser in the background; until it is there, checks that need one wait for their next turn. */
async function bringLater({ db, now, log }: Pipeline, adopt: () => Promise<string | null>): Promise<string> {
  const told = 'none found; fetching one in the background, contacts that need it wait'
  await note(db, 'browser', { path: null, note: told }, now())
  const installer = path.join(import.meta.dirname, '../bin/bring-browser.js')
  const child = spawn(process.execPath, [installer], { stdio: 'ignore' })
  child.once('error', (error) => log.warn({ error: error.message }, 'no browser could be fetched'))
  child.once('exit', () => {
    adopt()
      .then((found) =>
        log.info(
          found ? `browser: ${found}` : 'no browser could be fetched: install chromium, or set CHROMIUM_PATH',
        ),
      )
      .catch((error: unknown) => log.warn({ error }, 'no browser could be opened'))
  })
  return told
}

async function keepScreenshot(dataDir: string, checkId: number, png: Uint8Array): Promise<string> {
  const name = path.join('screenshots', `${checkId}.png`)
  const file = path.join(dataDir, name)
  await mkdir(path.dirname(file), { recursive: true })
  // Whole or not at all: a page must never show half a picture.
  await writeFile(`${file}.part`, png)
  await rename(`${file}.part`, file)
  return name
}
