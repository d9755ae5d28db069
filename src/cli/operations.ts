import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, StartupError } from '../config.ts'
import { patienceOf } from '../domain/patience.ts'
import type { VerdictState } from '../domain/verdict.ts'
import { registry } from '../kinds/index.ts'
import { openLog } from '../log.ts'
import type { Pipeline } from '../pipeline/context.ts'
import { type Recheck, requestRecheck } from '../pipeline/request-recheck.ts'
import { openQueueConnection } from '../queue/connection.ts'
import { openWake } from '../queue/queue-wake.ts'
import { readCheck } from '../store/checks.ts'
import { createInvite } from '../store/people.ts'
import { countContacts } from '../store/tallies.ts'
import { createToken, type Scope, scopes } from '../store/tokens.ts'
import { exitCodeOf } from './exit-code.ts'
import { type OpenStore, withStore } from './open-store.ts'

/** `stillthere migrate` */
export async function runMigrate(config: Config): Promise<number> {
  await withStore(config, async () => undefined)
  process.stdout.write('the database is at this version\n')
  return 0
}

/** `stillthere user invite`: prints a one-time link. */
export async function runInvite(config: Config, role: string): Promise<number> {
  if (role !== 'reader' && role !== 'editor' && role !== 'admin') {
    throw new StartupError([`--role ${role}: must be reader, editor or admin`])
  }
  const secret = await withStore(config, ({ db }) => createInvite(db, role, new Date()))
  process.stdout.write(`${config.publicUrl}/sign-in/${secret}\n`)
  return 0
}

/** `stillthere token create`: prints the token alone. */
export async function runTokenCreate(
  config: Config,
  options: { name: string; scopes: string },
): Promise<number> {
  const asked = options.scopes.split(',').map((scope) => scope.trim())
  const unknown = asked.filter((scope) => !(scopes as readonly string[]).includes(scope))
  if (unknown.length > 0)
    throw new StartupError([`--scopes ${unknown.join(',')}: known are ${scopes.join(',')}`])
  const token = await withStore(config, ({ db }) =>
    createToken(db, options.name, asked as Scope[], new Date()),
  )
  process.stdout.write(`${token}\n`)
  return 0
}

/** `stillthere status`: how many contacts have which status. */
export async function runStatus(config: Config, json: boolean): Promise<number> {
  const rows = await withStore(config, ({ db }) => countContacts(db))
  const counts: Record<string, number> = {}
  for (const { status, contacts } of rows) counts[status] = (counts[status] ?? 0) + contacts
  if (json) process.stdout.write(`${JSON.stringify(counts)}\n`)
  else
    for (const [status, contacts] of Object.entries(counts))
      process.stdout.write(`${status.padEnd(14)}${contacts}\n`)
  return 0
}

/** How long `recheck` waits for the running product, milliseconds. */
const recheckLimitMs = 120_000

/** `stillthere recheck`: through the real pipeline; waits for the answers. */
export async function runRecheck(config: Config, ids: readonly string[]): Promise<number> {
  const log = openLog('warn')
  return withStore(config, async ({ db, url }) => {
    const connection = openQueueConnection({ redisUrl: config.redisUrl, databaseUrl: url }, log)
    const wake = openWake(connection, log)
    const pipeline: Pipeline = {
      db,
      kinds: registry,
      wake,
      log,
      now: () => new Date(),
      timeScale: config.timeScale,
      patience: patienceOf('balanced', config.timeScale),
    }
    const answers = await requestRecheck(pipeline, ids, { by: 'command line' })
    await wake.close()
    await connection.close()
    const unknownIds = ids.filter((id) => !answers.some((answer) => answer.contactId === id))
    for (const id of unknownIds) process.stderr.write(`stillthere: no contact has the id ${id}\n`)
    const states: VerdictState[] = []
    for (const answer of answers) {
      const { text, state } = await tell(db, answer)
      states.push(state)
      process.stdout.write(`${answer.contactId}\t${text}\n`)
    }
    return unknownIds.length > 0 ? 2 : exitCodeOf(states)
  })
}

async function tell(db: OpenStore['db'], answer: Recheck): Promise<{ text: string; state: VerdictState }> {
  if (answer.state !== 'queued')
    return { text: 'unknown\ta documented gap: there is nothing to check', state: 'unknown' }
  const limitAt = Date.now() + recheckLimitMs
  for (;;) {
    const check = await readCheck(db, answer.checkId)
    if (check?.verdict) {
      return {
        text: [check.verdict, check.reasonCode ?? '', check.reasonMessage ?? ''].join('\t').trim(),
        state: check.verdict,
      }
    }
    if (Date.now() > limitAt)
      return { text: 'unknown\tstill queued: is the product running?', state: 'unknown' }
    await sleep(200)
  }
}
