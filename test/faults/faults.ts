import { killAlerter } from './kills.ts'
import { measureLatency } from './latency.ts'
import { restartServers } from './restarts.ts'
import { smtpModes } from './scripted-smtp.ts'
import { tryFault } from './smtp-faults.ts'

/** `npm run faults [part…]`: the heavy version of what the suite tries in small. Prints one JSON object a line. */
const wanted = process.argv.slice(2)
/** `TIMES` makes kills and restarts fewer, for a first look. */
const times = (usual: number) => Number(process.env.TIMES ?? usual)
const wants = (part: string) => wanted.length === 0 || wanted.includes(part)
const tell = (part: string, report: object) => console.log(JSON.stringify({ part, ...report }))

if (wants('latency')) tell('latency', await measureLatency(500))
if (wants('kills')) tell('kills', await killAlerter(times(100)))
if (wants('restarts')) tell('restarts', await restartServers(times(10)))
if (wants('smtp')) {
  // The product's own limits: a blackhole holds for ten seconds, a drip for 55.
  for (const mode of smtpModes) tell('smtp', await tryFault(mode, { victim: false, limits: {} }))
  for (const mode of [
    'rcpt-450',
    'rcpt-550',
    'data-452',
    'data-550',
    'reset-in-data',
    'answer-lost',
    'drip',
  ] as const)
    tell('smtp', await tryFault(mode, { victim: true, limits: {} }))
}
