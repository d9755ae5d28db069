import { compareCheckers } from './compare-checkers.ts'
import { runThroughput } from './throughput.ts'
import { runWide } from './wide.ts'

/**
 * `npm run bench`: verdicts beside other link checkers, then throughput, then width. `--quick` is small;
 * `--only verdicts`, `throughput` or `wide` runs one part.
 */
const quick = process.argv.includes('--quick')
const onlyAt = process.argv.indexOf('--only')
const only = onlyAt < 0 ? null : process.argv[onlyAt + 1]
const wants = (part: string) => only === null || only === part

if (wants('verdicts')) await compareCheckers()
if (wants('throughput')) await runThroughput(quick ? [500] : [5_000, 50_000])
if (wants('wide')) await runWide(quick)
