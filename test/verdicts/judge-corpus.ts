import { kindNamed } from '../../src/kinds/index.ts'
import type { CheckTools } from '../../src/kinds/kind.ts'
import type { Sample } from '../fixtures/corpus/sample.ts'
import { openTools } from '../support/check-tools.ts'
import { serveDns } from '../support/dns-server.ts'
import { serveCorpus } from './serve-corpus.ts'

/** A sample with the verdict that the real check and the real judge came to. */
export interface Judged {
  sample: Sample
  /** State and, unless alive, the reason code. */
  got: string
  message: string
}

/** Serves the corpus from loopback and lets each kind check and judge its samples, over HTTP alone. */
export async function judgeCorpus(samples: readonly Sample[]): Promise<Judged[]> {
  const server = await serveCorpus(samples)
  const dns = await serveDns(Object.assign({}, ...samples.map((sample) => sample.dns)))
  const rule = { host1: null, port1: 80, host2: '127.0.0.1', port2: server.port }
  const tools = await openTools({ connectTo: [rule], dnsServers: [dns.address] })
  try {
    const judged: Judged[] = []
    for (const sample of samples) judged.push(await judgeSample(sample, tools))
    return judged
  } finally {
    await Promise.all([tools.close(), server.close(), dns.close()])
  }
}

async function judgeSample(sample: Sample, tools: CheckTools): Promise<Judged> {
  const kind = kindNamed(sample.kind)
  if (!kind) throw new Error(`no kind is named ${sample.kind}`)
  const { url: value, listedOn, memory } = sample
  const settings = kind.settings.parse(sample.settings)
  const { evidence } = await kind.check({ value, settings, listedOn, ownerDomains: [], memory }, tools)
  // What is judged is what would be stored.
  const verdict = kind.judge(kind.evidence.parse(JSON.parse(JSON.stringify(evidence))))
  return {
    sample,
    got: `${verdict.state} ${verdict.reason?.code ?? ''}`.trim(),
    message: verdict.reason?.message ?? '',
  }
}
