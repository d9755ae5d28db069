import { readCorpus } from '../fixtures/corpus/read-corpus.ts'
import { type Judged, judgeCorpus } from './judge-corpus.ts'
import { lawsOf } from './laws.ts'
import { printTable } from './print-table.ts'

const states = ['alive', 'changed', 'gone', 'unknown']

/** How many samples that should have been one state were judged another, by kind. */
function confusionOf(judged: readonly Judged[]): string {
  const kinds = [...new Set(judged.map(({ sample }) => sample.kind))]
  const rows = kinds.flatMap((kind) =>
    states.flatMap((state) => {
      const own = judged.filter(
        ({ sample }) => sample.kind === kind && sample.expect.split(' ', 1)[0] === state,
      )
      if (own.length === 0) return []
      const counts = states.map(
        (other) => own.filter(({ got }) => got.split(' ', 1)[0] === other).length || '',
      )
      return [[`${kind}: ${state}`, own.length, ...counts]]
    }),
  )
  return printTable(['should be', 'samples', ...states], rows)
}

function classesOf(judged: readonly Judged[]): string {
  const classes = [...new Set(judged.map(({ sample }) => sample.class))]
  const rows = classes.map((name) => {
    const own = judged.filter(({ sample }) => sample.class === name)
    const exact = own.filter(({ sample, got }) => got === sample.expect).length
    return [
      name,
      own[0]?.sample.expect ?? '',
      own.length,
      own.filter(({ sample }) => sample.trap).length,
      exact,
    ]
  })
  return printTable(['class', 'should be', 'samples', 'traps', 'exact'], rows)
}

function main(judged: readonly Judged[]): void {
  const laws = lawsOf(judged)
  const traps = judged.filter(({ sample }) => sample.trap).length
  const told = laws.map(({ says, holds, broken }) =>
    [
      `${holds ? 'held  ' : 'BROKEN'} ${says}`,
      ...broken.map(
        ({ sample, got, message }) =>
          `         ${sample.id}: ${got} (${message}), not ${sample.expect}: ${sample.why}`,
      ),
    ].join('\n'),
  )
  process.stdout.write(
    `${confusionOf(judged)}\n\n${classesOf(judged)}\n\n${judged.length} samples, ${traps} of them traps\n${told.join('\n')}\n`,
  )
  if (laws.some(({ holds }) => !holds)) process.exitCode = 1
}

main(await judgeCorpus(readCorpus()))
