import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Observation } from '../src/domain/observation.ts'
import { registry } from '../src/kinds/index.ts'
import type { CheckTools, Kind } from '../src/kinds/kind.ts'
import { openNet } from '../src/net/open-net.ts'
import { look } from '../src/pipeline/look.ts'
import { supportPage } from './support-page.ts'

/** What the product's own checks saw of one page, and what its kind remembered of it. */
export interface LivedPage {
  memory: unknown
  /** A later look, which found it as it was. */
  unchanged: Observation
  /** A look at its next edition, and what is remembered from then on. */
  edited: Observation
  memoryOfEdited: unknown
}

const pageHost = 'sample.farm.test'

/**
 * Serves so many pages on loopback and has each looked at three times by the kind that checks pages.
 * @throws Error when a look does not come to what it must: then nothing that follows would mean anything.
 */
export async function lookAtPages(count: number): Promise<LivedPage[]> {
  const shown = { page: 0, edition: 1 }
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(supportPage(pageHost, shown.page, shown.edition))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const net = await openNet({
    connectTo: [{ host1: null, port1: null, host2: '127.0.0.1', port2: port }],
    allowNets: ['127.0.0.0/8'],
    dnsServers: [],
    chromiumPath: null,
    userAgent: 'stillthere-bench/1',
  })
  const tools = { net, browser: 'never', timeoutMs: 10_000, signal: new AbortController().signal } as const
  const pages: LivedPage[] = []
  for (let page = 0; page < count; page += 1) {
    const showing = (edition: number) => Object.assign(shown, { page, edition })
    pages.push(await liveThrough({ ...tools, now: new Date() }, showing))
  }
  await net.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return pages
}

async function liveThrough(tools: CheckTools, show: (edition: number) => void): Promise<LivedPage> {
  const kind = registry.kindNamed('page')
  if (!kind) throw new Error('there is no kind for pages')
  show(1)
  const first = await lookKnowing(kind, tools, null)
  const routine = await lookKnowing(kind, tools, first.learned)
  show(2)
  const edited = await lookKnowing(kind, tools, first.learned)
  if (first.learned === null || routine.learned !== null || edited.learned === null)
    throw new Error('the kind did not learn of these pages what it must')
  return {
    memory: first.learned,
    unchanged: routine.observation,
    edited: edited.observation,
    memoryOfEdited: edited.learned,
  }
}

async function lookKnowing(kind: Kind, tools: CheckTools, memory: unknown) {
  const about = { settings: kind.settings.parse({}), listedOn: [], ownerDomains: ['farm.test'], memory }
  const { observation, verdict } = await look(kind, { value: `http://${pageHost}/help`, ...about }, tools)
  if (verdict.state !== 'alive') throw new Error(`a page of the bench is ${verdict.state}`)
  return { observation, learned: kind.learn(observation.evidence, memory) }
}
