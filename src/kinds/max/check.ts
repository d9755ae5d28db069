import { randomBytes } from 'node:crypto'
import type { Observation } from '../../domain/observation.ts'
import { digestPage } from '../../walls/page-digest.ts'
import type { PageKnown } from '../../walls/page-evidence.ts'
import type { CheckTools, Target } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import type { MaxEvidence } from './evidence.ts'
import { nameOn } from './judge.ts'

/** Looks at the public page, and where it has a name, whether a made-up address has the same one. */
export async function checkMax(
  target: Target<unknown, PageKnown>,
  tools: CheckTools,
): Promise<Observation<MaxEvidence>> {
  const { observation } = await observePage(target.value, tools, { known: target.memory, sibling: false })
  const { status, page, wall } = observation.evidence
  const promises = status !== null && status >= 200 && status < 300 && wall === null && nameOn(page) !== null
  const strangersName = promises ? await askStranger(target.value, tools, observation.trace) : null
  return { ...observation, evidence: { ...observation.evidence, strangersName } }
}

// An application may give every address one head: then a name proves nothing.
async function askStranger(value: string, tools: CheckTools, trace: string[]): Promise<string | null> {
  const { net, timeoutMs, signal } = tools
  const url = value.replace(/[^/]+$/, `q${randomBytes(12).toString('hex')}`)
  const exchange = await net.http.get(url, { timeoutMs, signal })
  trace.push(`GET ${url} -> ${exchange.ok ? exchange.status : exchange.failure.code} (a made-up address)`)
  return exchange.ok && exchange.status === 200 ? nameOn(digestPage(exchange.body, exchange.url)) : null
}
