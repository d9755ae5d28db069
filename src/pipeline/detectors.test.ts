import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { createToyKind, lost } from '../../test/support/toy-kind.ts'
import { not } from '../domain/verdict.ts'
import { createRegistry } from '../kinds/index.ts'
import { listChecks } from '../store/checks.ts'
import { listDetectors } from '../store/monitor.ts'
import { openDetectors } from './detectors.ts'
import { requestRecheck } from './request-recheck.ts'
import { runBatch } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
let test: TestPipeline
let logged: { level: number; msg: string; why?: string }[]

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())
beforeEach(async () => {
  logged = []
  test.pipeline.log = pino({ level: 'warn' }, { write: (line) => logged.push(JSON.parse(line)) })
  test.pipeline.kinds = createRegistry([
    {
      ...createToyKind(test.toys),
      controls: { alive: ['toy:famous', 'toy:second'], dead: (letters) => `toy:nobody_${letters}` },
    },
  ])
  test.toys.answers = new Proxy(new Map(), {
    get: (map, name) =>
      name === 'get'
        ? (key: string) =>
            map.get(key) ?? (/^toy:nobody_[a-z]{20}$/.test(key) ? (map.get('nobody') ?? lost) : undefined)
        : Reflect.get(map, name).bind(map),
  })
  test.toys.asked.length = 0
  await test.pipeline.db.deleteFrom('contacts').execute()
  await test.pipeline.db.deleteFrom('monitor').execute()
  test.runner.detectors = openDetectors(test.pipeline, test.runner.net)
  await syncKb(test.pipeline, knowledgeBaseOf([toy('bear1'), toy('bear2')]))
})

const controlsAsked = () => test.toys.asked.filter((value) => !value.startsWith('toy:bear'))
const statuses = async () =>
  (await test.pipeline.db.selectFrom('standings').select('status').orderBy('contact_id').execute()).map(
    ({ status }) => status,
  )
async function recheckNow() {
  await requestRecheck(test.pipeline, ['shop/bear1', 'shop/bear2'], { by: 'test' })
  await runBatch(test.pipeline, test.runner, 'bear.test')
}

it('good news asks no controls, bad news asks them once in half an hour', async () => {
  await test.live(dayMs)
  expect(controlsAsked()).toEqual([])
  test.toys.answers.set('toy:bear1', lost)
  test.toys.answers.set('toy:bear2', lost)
  await recheckNow()
  expect(controlsAsked()).toEqual(['toy:famous', expect.stringMatching(/^toy:nobody_[a-z]{20}$/)])
  expect(await statuses()).toEqual(['suspect', 'suspect'])
  const [, first] = controlsAsked()
  test.clock.now = new Date(test.clock.now.getTime() + 31 * minuteMs)
  await recheckNow()
  expect(controlsAsked()).toHaveLength(4)
  expect(controlsAsked()[3]).not.toBe(first)
  expect(await listDetectors(test.pipeline.db)).toMatchObject([{ kind: 'toy', suspended: false, why: null }])
  expect(logged).toEqual([])
})

it('a checker that calls everything gone is suspended: nothing moves for as long as it lasts', async () => {
  await test.live(dayMs)
  for (const name of ['bear1', 'bear2', 'famous', 'second']) test.toys.answers.set(`toy:${name}`, lost)
  await test.live(6 * dayMs)
  expect(await statuses()).toEqual(['fresh', 'fresh'])
  expect(await test.pipeline.db.selectFrom('alerts').selectAll().execute()).toEqual([])
  const [last] = await listChecks(test.pipeline.db, 'shop/bear1', 1)
  expect(last).toMatchObject({ verdict: 'unknown', reasonCode: 'check/detector-suspended' })
  expect(last?.trace?.at(-1)).toMatch(/^gone \(toy\/lost\), but the detector is suspended: known to be there/)
  const [fact] = await listDetectors(test.pipeline.db)
  expect(fact).toMatchObject({ suspended: true, why: expect.stringContaining('toy:second is gone') })
  expect(logged.map(({ level, msg }) => [level, msg.slice(0, 18)])).toEqual([[50, 'DETECTOR SUSPENDED']])
})

it('where the known names are away, a contact of ours that answers proves as much', async () => {
  await test.live(dayMs)
  for (const name of ['bear1', 'famous', 'second']) test.toys.answers.set(`toy:${name}`, lost)
  await test.live(6 * dayMs)
  expect(await statuses()).toEqual(['broken', 'fresh'])
})

it('what is alive counts all the while, and the release is told once', async () => {
  test.toys.answers.set('nobody', not('unknown', 'unclear', 'toy/lost', 'a new layout'))
  test.toys.answers.set('toy:bear1', lost)
  await test.live(dayMs)
  expect(await statuses()).toEqual(['unchecked', 'fresh'])
  test.toys.answers.set('nobody', lost)
  await test.live(dayMs)
  expect(await statuses()).toEqual(['down', 'fresh'])
  expect(logged.map(({ msg }) => msg.split(' ').slice(0, 2).join(' '))).toEqual([
    'DETECTOR SUSPENDED:',
    'detector released:',
  ])
})

it('a target is not bothered again every few minutes while its detector is suspended', async () => {
  const blocked = not('unknown', 'blocked', 'net/timeout', 'blocked from here')
  for (const name of ['bear1', 'bear2', 'famous', 'second']) test.toys.answers.set(`toy:${name}`, blocked)
  await test.tick()
  await test.live(10 * minuteMs)
  const { due_at } = await test.pipeline.db
    .selectFrom('due')
    .select('due_at')
    .where('contact_id', '=', 'shop/bear1')
    .executeTakeFirstOrThrow()
  const [check] = await listChecks(test.pipeline.db, 'shop/bear1', 1)
  expect(due_at.getTime() - (check?.finishedAt?.getTime() ?? 0)).toBe(6 * 60 * minuteMs)
})

it('a suspension that another process noted is ended by the first that finds it mended', async () => {
  test.toys.answers.set('toy:famous', lost)
  test.toys.answers.set('toy:second', lost)
  const [kind] = test.pipeline.kinds.kinds
  if (!kind) throw new Error('no kind')
  expect(await test.runner.detectors.tryOut(kind)).toMatchObject({ fit: false })
  test.toys.answers.delete('toy:famous')
  const other = openDetectors(test.pipeline, test.runner.net)
  expect(await other.tryOut(kind)).toEqual({ fit: true })
  expect(await listDetectors(test.pipeline.db)).toMatchObject([{ suspended: false }])
  test.clock.now = new Date(test.clock.now.getTime() + 31 * minuteMs)
  await test.runner.detectors.retry()
  expect(await test.runner.detectors.tryOut(kind)).toEqual({ fit: true })
  expect(logged).toHaveLength(2)
})
