import type { ReportLine } from './report.ts'

/**
 * JUnit XML as Jenkins, GitLab and GitHub read it: a test case a contact, what is changed or gone is a failure,
 * what could not be told is skipped. Held to the schema of Jenkins, the strictest of them: a case has no place of
 * its own there, so that file and line stand in the text.
 */
export function writeJunit(lines: readonly ReportLine[]): string {
  const failures = lines.filter(({ state }) => state === 'changed' || state === 'gone').length
  const skipped = lines.filter(({ state }) => state === 'unknown').length
  const seconds = lines.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000
  const [first] = lines
  const stamp = first ? ` timestamp="${first.startedAt.slice(0, 19)}"` : ''
  const counts = `tests="${lines.length}" failures="${failures}" errors="0" time="${seconds.toFixed(3)}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="stillthere" ${counts} skipped="${skipped}"${stamp}>`,
    ...lines.map(toCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function toCase(line: ReportLine): string {
  const { target, kind, state, reason, durationMs, places, trace, suggestion } = line
  const open = `    <testcase classname="${escapeXml(kind ?? 'input')}" name="${escapeXml(target)}" time="${(durationMs / 1000).toFixed(3)}"`
  if (state === 'alive') return `${open}/>`
  const message = escapeXml(`${reason?.code ?? state}: ${reason?.message ?? ''}`)
  const where = places.map(({ file, line: at, sentence }) => `${file}:${at} ${sentence}`)
  if (state === 'unknown')
    return `${open}>\n      <skipped>${[message, ...where.map(escapeXml)].join('\n')}</skipped>\n    </testcase>`
  const story = [...where, suggestion ? `${suggestion.action}: ${suggestion.value}` : '', ...trace].filter(
    Boolean,
  )
  return `${open}>\n      <failure type="${escapeXml(state)}" message="${message}">${escapeXml(story.join('\n'))}</failure>\n    </testcase>`
}

/** XML 1.0 has no control characters but tab and line breaks, no lone surrogates, and no U+FFFE and U+FFFF. */
function escapeXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\n\r\t]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
