import type { ReportLine } from './report.ts'

const commands = { changed: 'warning', gone: 'error', unknown: 'notice' } as const

/** Workflow commands of GitHub Actions: an annotation for each place of a contact that is not alive. */
export function writeGithub(lines: readonly ReportLine[]): string {
  return lines
    .flatMap(({ target, state, reason, suggestion, places }) => {
      if (state === 'alive') return []
      const next = suggestion ? ` (${suggestion.action}: ${suggestion.value})` : ''
      const message = escapeData(`${target}: ${reason?.code ?? ''} ${reason?.message ?? ''}${next}`)
      const title = `title=${escapeProperty(`contact ${state}`)}`
      if (places.length === 0) return [`::${commands[state]} ${title}::${message}\n`]
      return places.map(
        ({ file, line }) =>
          `::${commands[state]} file=${escapeProperty(file)},line=${line},${title}::${message}\n`,
      )
    })
    .join('')
}

/** As the runner's own toolkit escapes: a line break or a colon must not begin a command of its own. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
