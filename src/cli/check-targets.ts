import { text } from 'node:stream/consumers'
import type { Config } from '../config.ts'
import type { ConnectToRule } from '../net/net-config.ts'
import { extractFrom } from './extract.ts'
import type { ReportPlace } from './formats/report.ts'

/** Something to check; of an article's contacts the kind is known, and where they stand. */
export interface CheckTarget {
  target: string
  kind: string | null
  places: ReportPlace[]
}

/** Targets of the command line; `-` reads one a line from standard input. */
export async function expandTargets(targets: readonly string[]): Promise<CheckTarget[]> {
  const all: string[] = []
  for (const target of targets) {
    if (target !== '-') all.push(target)
    else
      all.push(
        ...(await text(process.stdin))
          .split(/\r?\n/)
          .map((line) => line.trim())
          .filter((line) => line && !line.startsWith('#')),
      )
  }
  return all.map((target) => ({ target, kind: null, places: [] }))
}

/**
 * Contacts that articles give, once each however often they stand there; not those of publishers and advertisers.
 * @throws StartupError for an article that cannot be read
 */
export async function targetsOfArticles(
  names: readonly string[],
  config: Config,
  connectTo: readonly ConnectToRule[],
  isKind: (name: string) => boolean,
): Promise<CheckTarget[]> {
  const byValue = new Map<string, CheckTarget>()
  for (const name of names) {
    const { findings } = await extractFrom(name, config, connectTo)
    for (const { kind, value, role, line, sentence } of findings) {
      if (value === null || role !== null || !isKind(kind)) continue
      const key = `${kind} ${value}`
      const known = byValue.get(key) ?? { target: value, kind, places: [] }
      if (!known.places.some((place) => place.file === name && place.line === line))
        known.places.push({ file: name, line, sentence })
      byValue.set(key, known)
    }
  }
  return [...byValue.values()]
}
