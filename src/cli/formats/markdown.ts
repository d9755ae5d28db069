import type { ReportLine } from './report.ts'

const marks = { alive: '✓', changed: '↻', gone: '✗', unknown: '?' } as const

/** A summary for a job page or an issue: a sentence, and a table of what needs somebody. */
export function writeMarkdown(lines: readonly ReportLine[]): string {
  const count = (state: ReportLine['state']) => lines.filter((line) => line.state === state).length
  const sentence = `${lines.length} contacts checked: ${count('alive')} alive, ${count('changed')} changed, ${count('gone')} gone, ${count('unknown')} could not be told.`
  const bad = lines.filter(({ state }) => state !== 'alive')
  if (bad.length === 0) return `## Contacts\n\n${sentence}\n`
  const rows = bad.map(({ target, state, reason, suggestion, places }) => {
    const where = places.map(({ file, line }) => `${file}:${line}`).join(', ')
    const next = suggestion ? ` — ${suggestion.action}: ${suggestion.value}` : ''
    return [
      `${marks[state]} ${state}`,
      target,
      where,
      `${reason?.code ?? ''} ${reason?.message ?? ''}${next}`,
    ]
  })
  return [
    '## Contacts',
    '',
    sentence,
    '',
    '| state | contact | where | why |',
    '| --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`),
    '',
  ].join('\n')
}

/** What a target or a page says must not become markup of the summary. */
function escapeCell(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\`*_{}[\]<>#|~!]/g, (sign) => `\\${sign}`)
    .replaceAll('@', '&#64;')
    .trim()
}
