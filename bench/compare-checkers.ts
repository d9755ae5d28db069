import { readCorpus } from '../test/fixtures/corpus/read-corpus.ts'
import type { Sample } from '../test/fixtures/corpus/sample.ts'
import { judgeCorpus } from '../test/verdicts/judge-corpus.ts'
import { printTable } from '../test/verdicts/print-table.ts'
import { serveCorpus } from '../test/verdicts/serve-corpus.ts'
import { type LinkChecker, linkCheckers, type Opinion } from './link-checkers.ts'
import { sendNamesToLoopback } from './loopback-names.ts'

/**
 * Lets link checkers and our own kinds judge the same served corpus, and prints by class how many each gets
 * right: what is alive is alive, what is gone or changed is dead, and what nobody can tell is neither.
 */
export async function compareCheckers(): Promise<void> {
  const samples = readCorpus().filter(({ url }) => url.startsWith('http'))
  const ours = await judgeCorpus(samples)
  const opinions = new Map<string, Opinion[]>([['stillthere', ours.map(({ got }) => opinionOf(got))]])
  for (const checker of linkCheckers) {
    const asked = await ask(checker, samples)
    if (asked) opinions.set(checker.name, asked)
  }
  process.stdout.write(`${tableOf(samples, opinions)}\n`)
}

function opinionOf(verdict: string): Opinion {
  const state = verdict.split(' ', 1)[0]
  return state === 'alive' || state === 'unknown' ? state : 'dead'
}

async function ask(checker: LinkChecker, samples: readonly Sample[]): Promise<Opinion[] | null> {
  const check = await checker.load()
  if (!check) {
    process.stdout.write(
      `${checker.name} is missing: npm install --no-save ${checker.name}@${checker.version}\n`,
    )
    return null
  }
  // Each has a server of its own, so that kept connections of one cannot disturb the next.
  const server = await serveCorpus(samples)
  const restore = sendNamesToLoopback()
  const opinions: Opinion[] = []
  for (const { url } of samples) {
    const address = new URL(url)
    address.port = String(server.port)
    opinions.push(await check(address.href))
  }
  restore()
  await server.close()
  return opinions
}

function tableOf(samples: readonly Sample[], opinions: Map<string, Opinion[]>): string {
  const names = [...opinions.keys()]
  const rightAt = (name: string, i: number) => opinions.get(name)?.[i] === opinionOf(samples[i]?.expect ?? '')
  const rowOf = (label: string, chosen: readonly number[]) => [
    label,
    chosen.length,
    ...names.map((name) => chosen.filter((i) => rightAt(name, i)).length),
  ]
  const all = samples.map((_, i) => i)
  const classes = [...new Set(samples.map((sample) => sample.class))]
  const rows = classes.map((name) =>
    rowOf(
      name,
      all.filter((i) => samples[i]?.class === name),
    ),
  )
  const sums = (['alive', 'dead', 'unknown'] as const).map((opinion) =>
    rowOf(
      `all that is ${opinion}`,
      all.filter((i) => opinionOf(samples[i]?.expect ?? '') === opinion),
    ),
  )
  const falseAlarms = names.map(
    (name) =>
      all.filter((i) => opinions.get(name)?.[i] === 'dead' && opinionOf(samples[i]?.expect ?? '') !== 'dead')
        .length,
  )
  return printTable(
    ['right, by class', 'samples', ...names],
    [...rows, ...sums, rowOf('all', all), ['false alarms', '', ...falseAlarms]],
  )
}
