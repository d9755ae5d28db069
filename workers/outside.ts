import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Config } from '../src/config.ts'
import { type BrowserProcess, openBrowserProcess } from '../src/net/browser.ts'
import { openDns } from '../src/net/dns.ts'
import { findChromium } from '../src/net/find-chromium.ts'
import type { Browser, Net } from '../src/net/net.ts'
import type { NetConfig } from '../src/net/net-config.ts'
import { watchConnectivity } from '../src/net/online.ts'
import { openNet } from '../src/net/open-net.ts'
import { openRoads } from '../src/net/roads.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { openDetectors } from '../src/pipeline/detectors.ts'
import type { Runner } from '../src/pipeline/runner.ts'
import { note, recall } from '../src/store/monitor.ts'
import { openVantages } from './open-vantages.ts'
import { openPictures } from './pictures.ts'

/** The ways to the outside that checks of this process use. */
export interface Outside {
  runner: Pick<Runner, 'net' | 'vantages' | 'detectors' | 'references' | 'isOnline' | 'keepScreenshot'>
  /** Which browser was found, or what is done about there being none. */
  browserNote: string
  close(): Promise<void>
}

/** How often the canaries are asked while nothing else asks them. */
const canariesEveryMs = 60_000
/** How often suspended checkers are looked at; their controls are tried when the last trial is too old. */
const detectorsEveryMs = 15_000

/** Opens HTTP, DNS and browser, and watches whether we are online ourselves. */
export async function openOutside(
  config: Config,
  netConfig: NetConfig,
  pipeline: Pipeline,
): Promise<Outside> {
  const base = await openNet({ ...netConfig, chromiumPath: null })
  const roads = openRoads(netConfig, openDns(netConfig))
  let chromium: BrowserProcess | null = null
  let browser: Browser | null = null
  const vantages = await openVantages(config.egressProxies, netConfig, () => chromium)
  const adopt = async (): Promise<string | null> => {
    const found = await findChromium(config.chromiumPath)
    if (!found) return null
    chromium = openBrowserProcess(netConfig, found.path)
    browser = chromium.by(roads)
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
  const detectors = openDetectors(pipeline, net)
  const timers = [
    setInterval(() => void isOnline().catch(() => false), canariesEveryMs),
    setInterval(() => void detectors.retry().catch(warnOf(pipeline)), detectorsEveryMs),
  ]
  await isOnline()
  return {
    runner: {
      net,
      vantages,
      detectors,
      references: await loadReferences(pipeline, config.dataDir),
      isOnline,
      keepScreenshot: openPictures(config.dataDir).keep,
    },
    browserNote,
    async close() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all([base.close(), chromium?.close(), ...vantages.map((vantage) => vantage.net.close())])
    },
  }
}

function warnOf({ log }: Pipeline): (error: unknown) => void {
  return (error) =>
    log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      'suspended detectors could not be tried now',
    )
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

/** Reads what kinds compare with; a file that cannot be read is told and left out. */
async function loadReferences({ kinds, log }: Pipeline, dataDir: string): Promise<Map<string, unknown>> {
  const references = new Map<string, unknown>()
  for (const { name, loadReference } of kinds.kinds) {
    const reference = await loadReference?.(dataDir).catch((error: unknown) => {
      log.warn({ kind: name, error }, 'reference data could not be read; checks go on without it')
      return null
    })
    if (reference) references.set(name, reference)
  }
  return references
}
