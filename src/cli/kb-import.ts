import { createInterface } from 'node:readline/promises'
import { getHostname } from 'tldts'
import { type Config, StartupError } from '../config.ts'
import type { Finding } from '../kb/extract/finding.ts'
import type { KnowledgeBase } from '../kb/knowledge-base.ts'
import { readKb } from '../kb/read-kb.ts'
import { registry } from '../kinds/index.ts'
import type { ImportedPassage } from '../pipeline/import-passages.ts'
import { passageOf } from '../pipeline/passage-of-finding.ts'
import { titleOf } from '../pipeline/title-of-article.ts'
import { extractFrom } from './extract.ts'
import { type ImportGroup, type StagedImport, stageImport } from './import-sources.ts'
import { narrow } from './narrow-import.ts'
import type { ArticleSource } from './read-source.ts'
import { renderImport } from './render-import.ts'

/** Options as the command line gives them. */
export interface KbImportOptions {
  dryRun?: boolean
  yes?: boolean
  only: string[]
  /** Folder of the knowledge base; `KB_DIR` if left out. */
  into?: string
  publisher?: string
  /** Day of the article, YYYY-MM-DD. */
  asOf?: string
}

/** Where the command reads and writes; `ask` is there on a terminal only. */
export interface KbImportEnds {
  out: { write(text: string): unknown }
  ask: (() => Promise<boolean>) | null
}

/**
 * `stillthere kb import`: contacts of an article that the files do not state yet, written into the files.
 * @returns 0 done, or nothing to do; 1 something was left out or declined; 2 nobody agreed to writing.
 */
export async function runKbImport(
  name: string,
  options: KbImportOptions,
  config: Config,
  ends: KbImportEnds = terminal(),
): Promise<0 | 1 | 2> {
  const kbDir = options.into ?? config.kbDir
  const read = await readKb(kbDir, registry)
  if (!read.ok)
    throw new StartupError(
      read.problems.map(({ file, line, message }) => `${kbDir}/${file}:${line} ${message}`),
    )
  if (options.asOf !== undefined && !/^\d{4}-\d\d-\d\d$/.test(options.asOf))
    throw new StartupError([`--as-of ${options.asOf}: must be a day, YYYY-MM-DD`])
  const { article, findings } = await extractFrom(name, { ...config, kbDir })
  const found = findings.map((finding, index) => joinKnown(finding, index + 1, read.kb))
  const chosen = narrow(found, options.only)
  const staged = await stageImport(registry, kbDir, groupsOf(article, chosen, options))
  try {
    ends.out.write(renderImport(found, staged, registry))
    return await settle(staged, options, ends)
  } finally {
    await staged.close()
  }
}

/** A passage with the source line that it stands under, where several articles are in one file. */
export type FoundPassage = ImportedPassage & { source: string | null }

function joinKnown(finding: Finding, number: number, { contacts, notContacts }: KnowledgeBase): FoundPassage {
  const { value, organisation, source } = finding
  const same = value === null ? [] : contacts.filter((one) => one.value === value)
  const contact = same.find(({ marketplace }) => marketplace === organisation) ?? same[0] ?? null
  const isDecoy =
    value !== null && notContacts.some((one) => registry.recogniseTarget(one.value)?.value === value)
  const passage = passageOf(finding)
  return {
    ...passage,
    number,
    source,
    contact,
    role: passage.role ?? (isDecoy ? 'publisher' : null),
  }
}

/** One group a source: claims of two articles in one file are those of two witnesses. */
function groupsOf(
  { name, text, format, url }: ArticleSource,
  chosen: readonly FoundPassage[],
  { publisher, asOf }: KbImportOptions,
): ImportGroup[] {
  const sources = new Set(chosen.map(({ source }) => source))
  return [...sources].map((source) => {
    const passages = chosen.filter((one) => one.source === source)
    const isPart = sources.size > 1 && source !== null
    const address = isPart ? (/^https?:/i.test(source) ? source : null) : (url ?? null)
    const host = getHostname((isPart ? source : url) ?? '')?.replace(/^www\./, '')
    const whose = (isPart ? null : publisher) ?? host ?? publisher ?? ''
    const title = isPart ? '' : titleOf(text, format)
    return {
      article: { title: title || whose || name, url: address, publisher: whose, as_of: asOf ?? null },
      passages,
    }
  })
}

async function settle(
  staged: StagedImport,
  { dryRun, yes }: KbImportOptions,
  { out, ask }: KbImportEnds,
): Promise<0 | 1 | 2> {
  const left = staged.problems.length > 0 ? 1 : 0
  if (staged.changes.length === 0 || dryRun) return left
  if (!yes && !ask) {
    out.write('nothing written: say --yes to write, or --dry-run to look only\n')
    return 2
  }
  if (!yes && !(await ask?.())) {
    out.write('nothing written\n')
    return 1
  }
  if ((await staged.write()) === 'moved') {
    out.write('nothing written: the files changed meanwhile, try again\n')
    return 1
  }
  const count = staged.changes.reduce((sum, { contactIds }) => sum + contactIds.length, 0)
  out.write(`${count} written\n`)
  return left
}

function terminal(): KbImportEnds {
  const ask = async () => {
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return /^(?:y|yes|д|да)$/i.test((await lines.question('Write this? [y/N] ')).trim())
    } finally {
      lines.close()
    }
  }
  return { out: process.stdout, ask: process.stdin.isTTY && process.stderr.isTTY ? ask : null }
}
