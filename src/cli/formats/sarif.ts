import { createHash } from 'node:crypto'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { registry } from '../../kinds/index.ts'
import { productVersion } from '../net-config-of.ts'
import type { ReportLine, ReportPlace } from './report.ts'

const levels = { changed: 'warning', gone: 'error', unknown: 'note' } as const

/**
 * SARIF 2.1.0 (OASIS): a rule a reason code, a result for each place of a contact that is not alive. Fingerprints
 * are of contact and reason, so that a moved line is the same alert.
 */
export function writeSarif(lines: readonly ReportLine[]): string {
  const bad = lines.flatMap((line) =>
    line.state === 'alive' || !line.reason ? [] : [{ ...line, reason: line.reason, state: line.state }],
  )
  const ids = [...new Set(bad.map(({ reason }) => reason.code))].sort()
  const results = bad.flatMap(({ target, kind, state, reason, suggestion, places }) => {
    const text = `${target}: ${reason.message}${suggestion ? ` (${suggestion.action}: ${suggestion.value})` : ''}`
    const one = {
      ruleId: reason.code,
      ruleIndex: ids.indexOf(reason.code),
      level: levels[state],
      message: { text },
      partialFingerprints: { 'contact/v1': fingerprint(`${kind} ${target} ${reason.code}`) },
    }
    return places.length === 0 ? [one] : places.map((place) => ({ ...one, locations: [toLocation(place)] }))
  })
  const driver = {
    name: 'Stillthere',
    version: productVersion,
    rules: ids.map((id) => {
      const text = registry.reasonText(id)
      return {
        id,
        shortDescription: { text: text?.means.en ?? id },
        help: { text: text?.next.en ?? 'See the README of the kind.' },
      }
    }),
  }
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function toLocation({ file, line, sentence }: ReportPlace) {
  const region = { startLine: line, ...(sentence ? { snippet: { text: sentence } } : {}) }
  return { physicalLocation: { artifactLocation: { uri: toUri(file) }, region } }
}

/** Addresses as they are; files relative to here, percent-encoded (RFC 3986). */
function toUri(file: string): string {
  if (/^https?:/i.test(file)) return file
  const relative = path.relative(process.cwd(), path.resolve(file))
  if (relative.startsWith('..')) return pathToFileURL(file).href
  // Half of a surrogate pair has no encoding.
  const whole = relative.replace(/\p{Surrogate}/gu, '\ufffd')
  return whole.split(path.sep).map(encodeURIComponent).join('/')
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
