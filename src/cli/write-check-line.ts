import type { CheckLine } from './check-line.ts'

const marks: Record<CheckLine['state'], string> = { alive: '✓', changed: '↻', gone: '✗', unknown: '?' }

/** Writes one checked target to standard output: JSON for programs, else a line and, unless alive, the story. */
export function writeCheckLine(line: CheckLine, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(line)}\n` : forPeople(line))
}

function forPeople(line: CheckLine): string {
  const facts = line.facts.map(({ label, value }) => `${label}: ${value}`).join(', ')
  const head = `${marks[line.state]} ${line.state.padEnd(8)} ${line.target}`
  if (line.state === 'alive') return `${head}${facts ? `  (${facts})` : ''}\n`
  const story = [
    line.reason ? `${line.reason.code}: ${line.reason.message}` : '',
    line.suggestion ? `suggestion: ${line.suggestion.action} with ${line.suggestion.value}` : '',
    facts,
    ...line.trace,
  ].filter(Boolean)
  return `${head}\n${story.map((text) => `             ${text}\n`).join('')}`
}
