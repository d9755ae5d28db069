import { readFileSync } from 'node:fs'
import { extractFindings } from '../../src/kb/extract/extract-article.ts'
import { registry } from '../../src/kinds/index.ts'
import { printTable } from '../verdicts/print-table.ts'
import { fragments } from './fragments.ts'
import { groups, ours, precisionOf, recallOf, scoreOf, theirs } from './score.ts'
import { scoreSeedOrganisations } from './seed-organisations.ts'

/** Goal for each group, precision and recall. */
const goal = 0.97

const [own, libraries] = [scoreOf(fragments, ours), scoreOf(fragments, theirs)]
const rows = groups.map((group) => {
  const [a, b] = [own[group], libraries[group]]
  const figures = [precisionOf(a), recallOf(a), precisionOf(b), recallOf(b)].map((share) => share.toFixed(3))
  return [group, a.right + a.missed.length, ...figures]
})
process.stdout.write(
  `${fragments.length} fragments\n${printTable(['kind', 'contacts', 'precision', 'recall', 'libraries: precision', 'recall'], rows)}\n`,
)
for (const group of groups) {
  for (const one of own[group].wrong) process.stdout.write(`wrong   ${one}\n`)
  for (const one of own[group].missed) process.stdout.write(`missed  ${one}\n`)
}
const prose = 'Продавцы пишут о сроках доставки и возвратах, а поддержка отвечает в течение дня. '.repeat(12)
const article = fragments.map(({ source }) => `${prose}\n${source}`).join('\n\n')
const megabyte = article.repeat(Math.ceil(1_000_000 / article.length)).slice(0, 1_000_000)
// Run once before: the first run compiles.
extractFindings(article, { format: 'text', registry, organisations: [] })
const began = process.cpuUsage()
const found = extractFindings(megabyte, { format: 'text', registry, organisations: [] }).length
const { user, system } = process.cpuUsage(began)
const memory = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
process.stdout.write(
  `1 MB: ${found} findings in ${Math.round((user + system) / 1000)} ms of processor time, ${Math.round(Number(memory ?? 0) / 1024)} MB at most\n`,
)
const organisations = await scoreSeedOrganisations()
if (organisations === null) process.stdout.write('organisations: the seeds are not on this machine\n')
else {
  const { right, all, wrong } = organisations
  process.stdout.write(
    `organisations of the seed: ${right} of ${all} right (${((right / all) * 100).toFixed(1)} %)\n`,
  )
  for (const one of wrong) process.stdout.write(`wrong   ${one}\n`)
  if (right / all < 0.95) process.exitCode = 1
}
if (groups.some((group) => precisionOf(own[group]) < goal || recallOf(own[group]) < goal))
  process.exitCode = 1
