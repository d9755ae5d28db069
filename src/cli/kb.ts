import { join, relative } from 'node:path'
import type { Claim } from '../domain/contact.ts'
import type { KindLookup } from '../kb/knowledge-base.ts'
import { readKb } from '../kb/read-kb.ts'
import { type KbSummary, summariseKb } from '../kb/summarise-kb.ts'

/** What `stillthere kb check` is given. */
export interface KbCheckOptions {
  /** Folder of the knowledge base. */
  dir: string
  /** One JSON object instead of text. */
  json: boolean
  /** @default the registry of all kinds */
  registry?: KindLookup
  /** @default process.stdout */
  out?: { write(text: string): unknown }
}

/**
 * Reads the whole knowledge base and says what is wrong with it, one `file:line:column message` a
 * line, or what it holds. Returns the exit code: 0 sound, 1 not.
 */
export async function runKbCheck({
  dir,
  json,
  registry,
  out = process.stdout,
}: KbCheckOptions): Promise<0 | 1> {
  const result = await readKb(dir, registry ?? (await import('../kinds/index.ts')).registry)
  if (!result.ok) {
    const problems = result.problems.map((problem) => ({ ...problem, file: shownPath(dir, problem.file) }))
    if (json) out.write(`${JSON.stringify({ ok: false, problems })}\n`)
    else {
      for (const { file, line, column, message } of problems)
        out.write(`${file}:${line}:${column} ${message}\n`)
      out.write(`${count(problems.length, 'problem')}\n`)
    }
    return 1
  }
  const summary = summariseKb(result.kb)
  out.write(json ? `${JSON.stringify({ ok: true, ...toJson(summary) })}\n` : renderSummary(summary))
  return 0
}

/** As a terminal can open it from here. */
function shownPath(dir: string, file: string): string {
  return relative(process.cwd(), join(dir, file)) || '.'
}

function toJson({ contacts, byMarketplace, gaps, disputes }: KbSummary) {
  return {
    contacts,
    byMarketplace,
    gaps: gaps.map((contact) => contact.id),
    disputes: disputes.map(({ contact, dispute }) => ({ id: contact.id, ...dispute })),
  }
}

function renderSummary({ contacts, byMarketplace, gaps, disputes }: KbSummary): string {
  const idWidth = Math.max(0, ...byMarketplace.map(({ id }) => id.length))
  return [
    `${count(contacts, 'contact')} of ${count(byMarketplace.length, 'organisation')}, no problems`,
    ...byMarketplace.map(({ id, contacts: own, byKind }) => {
      const kinds = Object.entries(byKind).sort(([a], [b]) => a.localeCompare(b))
      const shown = kinds.map(([kind, number]) => `${kind} ${number}`).join(', ')
      return `  ${id.padEnd(idWidth)}  ${String(own).padStart(3)}  ${shown}`
    }),
    '',
    `${count(gaps.length, 'gap')}: named by a source, but the value was lost`,
    ...gaps.map((contact) => `  ${contact.id}  ${contact.label.en}`),
    '',
    `${count(disputes.length, 'dispute')}: sources contradict each other`,
    ...disputes.map(({ contact, dispute }) => {
      const against = dispute.against.map((claim) => `${claim.source} (${claim.says})`).join(', ')
      return `  ${contact.id}  works: ${namesOf(dispute.works)}; against: ${against}`
    }),
    '',
  ].join('\n')
}

function namesOf(claims: readonly Claim[]): string {
  return claims.map((claim) => claim.source).join(', ')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
