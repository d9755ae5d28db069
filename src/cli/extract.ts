import type { Config } from '../config.ts'
import { extractFindings } from '../kb/extract/extract-article.ts'
import type { Finding } from '../kb/extract/finding.ts'
import { registry } from '../kinds/index.ts'
import { openLazyBrowser } from '../net/lazy-browser.ts'
import type { Net } from '../net/net.ts'
import type { ConnectToRule } from '../net/net-config.ts'
import { openNet } from '../net/open-net.ts'
import { netConfigOf } from './net-config-of.ts'
import { readOrganisations } from './read-organisations.ts'
import { type ArticleSource, readSource } from './read-source.ts'

/** Options as the command line gives them. */
export interface ExtractCommandOptions {
  json?: boolean
}

/** `stillthere extract`: what an article gives and names, one finding a line. Returns the exit code. */
export async function runExtract(
  name: string,
  options: ExtractCommandOptions,
  config: Config,
  out: { write(text: string): unknown } = process.stdout,
): Promise<0> {
  const { findings } = await extractFrom(name, config)
  if (options.json) for (const finding of findings) out.write(`${JSON.stringify(finding)}\n`)
  else out.write(forPeople(findings))
  return 0
}

/** Reads one article and finds its contacts; what was opened for it is closed again. */
export async function extractFrom(
  name: string,
  config: Config,
  connectTo: readonly ConnectToRule[] = [],
): Promise<{ article: ArticleSource; findings: Finding[] }> {
  let net: Net | null = null
  try {
    const article = await readSource(name, async () => {
      const netConfig = netConfigOf(config, connectTo)
      const plain = await openNet({ ...netConfig, chromiumPath: null })
      const browser = openLazyBrowser(netConfig)
      net = {
        ...plain,
        browser,
        close: async () => void (await Promise.all([plain.close(), browser.close()])),
      }
      return net
    })
    const organisations = await readOrganisations(config.kbDir)
    const { text, format, url } = article
    return {
      article,
      findings: extractFindings(text, { format, registry, organisations, ...(url ? { url } : {}) }),
    }
  } finally {
    await (net as Net | null)?.close()
  }
}

const marks = { works: '✓', discontinued: '✗', none: '·' } as const

function forPeople(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no contacts found\n'
  const lines = findings.map((finding) => {
    const { kind, value, raw, line, claim, says, organisation, role, audience, hours, sentence } = finding
    const whose = role ?? organisation ?? 'nobody known'
    const said = [
      ...says.filter((one) => one !== 'works' && one !== 'discontinued'),
      ...(hours ? [hours] : []),
    ].join(', ')
    const head = `${marks[claim ?? 'none']} ${String(line).padStart(4)}  ${kind.padEnd(8)} ${value ?? `(named only: ${raw.replace(/\s+/g, ' ')})`}`
    const about = [`${whose}, ${audience}`, claim ?? '', said].filter(Boolean).join('; ')
    return `${head}\n        ${about}\n        ${sentence.length > 160 ? `${sentence.slice(0, 159)}…` : sentence}\n`
  })
  const given = findings.filter(({ value }) => value !== null).length
  return `${lines.join('')}${given} given, ${findings.length - given} named without a value\n`
}
