import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import { alive, not } from '../domain/verdict.ts'
import { listSpells, listStatusChanges } from '../store/history.ts'
import { takeCheck } from '../store/take-checks.ts'
import { planDue } from './plan-due.ts'
import { recordCheck } from './record-check.ts'
import { runBatch } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())
beforeEach(async () => {
  test.toys.answers.clear()
  test.toys.asked.length = 0
  await syncKb(test.pipeline, knowledgeBaseOf([]))
  await test.pipeline.db.deleteFrom('contacts').execute()
  await test.pipeline.db.deleteFrom('incidents').execute()
})

const watch = (...names: string[]) => syncKb(test.pipeline, knowledgeBaseOf(names.map((name) => toy(name))))
const statusOf = async (id: string) =>
  (
    await test.pipeline.db
      .selectFrom('standings')
      .select('status')
      .where('contact_id', '=', id)
      .executeTakeFirstOrThrow()
  ).status
const alertsOf = () =>
  test.pipeline.db.selectFrom('alerts').select(['incident_id', 'edge']).orderBy('id').execute()

it('a break and its recovery make one incident and two alerts', async () => {
  await watch('bear', 'duck')
  await test.live(dayMs)
  test.toys.answers.set('toy:bear', lost)
  await test.live(6 * dayMs)
  expect([await statusOf('shop/bear'), await statusOf('shop/duck')]).toEqual(['broken', 'fresh'])
  expect(await alertsOf()).toMatchObject([{ edge: 'opened' }])
  test.toys.answers.delete('toy:bear')
  await test.live(2 * dayMs)
  expect(await statusOf('shop/bear')).toBe('fresh')
  expect(await alertsOf()).toMatchObject([{ edge: 'opened' }, { edge: 'resolved' }])
  const changes = await listStatusChanges(test.pipeline.db, 'shop/bear', 10)
  expect(changes.map((change) => change.to).reverse()).toEqual([
    'fresh',
    'suspect',
    'down',
    'broken',
    'fresh',
  ])
})

it('equal results in a row are one spell', async () => {
  await watch('bear')
  await test.live(20 * dayMs)
  test.toys.answers.set('toy:bear', lost)
  await test.live(2 * dayMs)
  const spells = await listSpells(test.pipeline.db, 'shop/bear', 10)
  expect(spells.map(({ verdict, reasonCode }) => [verdict, reasonCode])).toEqual([
    ['gone', 'toy/lost'],
    ['alive', null],
  ])
  expect(spells[1]?.checks).toBeGreaterThan(15)
})

it('the same job run twice changes nothing the second time', async () => {
  await watch('bear')
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  await planDue(test.pipeline)
  test.wished.length = 0
  const check = await takeCheck(test.pipeline.db, 'bear.test', test.clock.now)
  if (!check) throw new Error('nothing was planned')
  const observation = await test.pipeline.kinds.kinds[0]?.check(
    { ...check, settings: {}, memory: null },
    {
      ...test.runner,
      browser: 'never',
      now: test.clock.now,
      timeoutMs: 1,
      signal: new AbortController().signal,
    },
  )
  if (!observation) throw new Error('no kind')
  const result = { observation, verdict: alive(), memory: { seen: 'once' }, screenshot: null }
  await recordCheck(test.pipeline, check, result)
  const state = () =>
    test.pipeline.db.selectFrom('standings').selectAll().where('contact_id', '=', 'shop/bear').execute()
  const after = await state()
  await recordCheck(test.pipeline, check, { ...result, verdict: lost, memory: { seen: 'twice' } })
  expect(await state()).toEqual(after)
  expect(await listSpells(test.pipeline.db, 'shop/bear', 10)).toHaveLength(1)
})

it('what is remembered is written when it is new, and only then', async () => {
  await watch('bear')
  const written = async () => {
    const { rows } = await sql<{ memory: unknown; version: string }>`
      select memory, xmin::text as version from memories where contact_id = 'shop/bear'`.execute(
      test.pipeline.db,
    )
    return rows[0]
  }
  await test.live(dayMs)
  const first = await written()
  await test.live(3 * dayMs)
  expect(first?.memory).toEqual({ seen: 'toy:bear' })
  expect(await written()).toEqual(first)
})

it('contacts of one host that died share an incident and its mail', async () => {
  await watch('bear1', 'bear2', 'bear3')
  await test.live(dayMs)
  const dead = not('unknown', 'refused', 'net/refused', 'refused')
  for (const name of ['bear1', 'bear2', 'bear3']) test.toys.answers.set(`toy:${name}`, dead)
  await test.live(12 * dayMs)
  expect(await test.pipeline.db.selectFrom('incidents').select('cause').execute()).toEqual([
    { cause: 'host:bear.test' },
  ])
  expect(await test.pipeline.db.selectFrom('incident_contacts').select('contact_id').execute()).toHaveLength(
    3,
  )
  test.toys.answers.clear()
  await test.live(3 * dayMs)
  expect((await alertsOf()).map(({ edge }) => edge)).toEqual(['opened', 'resolved'])
})

it('while our own network is away nothing is held against anybody', async () => {
  await watch('bear')
  await test.live(dayMs)
  test.toys.answers.set('toy:bear', not('gone', 'dns', 'net/dns-not-found', 'no such name'))
  test.runner.isOnline = async () => false
  await test.live(dayMs / 4)
  test.runner.isOnline = async () => true
  expect(await statusOf('shop/bear')).toBe('fresh')
  expect(await alertsOf()).toEqual([])
  const [spell] = await listSpells(test.pipeline.db, 'shop/bear', 1)
  expect(spell?.reasonCode).toBe('net/offline')
})

it('a bug of ours is recorded as ours, thrown, and does not hold up the others', async () => {
  await watch('bear1', 'bear2')
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  test.toys.answers.set('toy:bear1', new Error('a bug'))
  await planDue(test.pipeline)
  test.wished.length = 0
  await expect(runBatch(test.pipeline, test.runner, 'bear.test')).rejects.toThrow(
    /check \d+ of shop\/bear1 failed/,
  )
  expect([await statusOf('shop/bear1'), await statusOf('shop/bear2')]).toEqual(['unchecked', 'fresh'])
  const [spell] = await listSpells(test.pipeline.db, 'shop/bear1', 1)
  expect(spell?.reasonCode).toBe('check/failed')
})

it('a check that ended its worker three times is given up instead of being run for ever', async () => {
  await watch('bear')
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  await planDue(test.pipeline)
  test.wished.length = 0
  for (let start = 0; start < 3; start += 1) await takeCheck(test.pipeline.db, 'bear.test', test.clock.now)
  await runBatch(test.pipeline, test.runner, 'bear.test')
  expect(test.toys.asked).toEqual([])
  const [spell] = await listSpells(test.pipeline.db, 'shop/bear', 1)
  expect(spell?.reasonCode).toBe('check/failed')
})

it('two workers sent to one host run each check once', async () => {
  await watch(...Array.from({ length: 12 }, (_, i) => `bear${i}`))
  test.clock.now = new Date(test.clock.now.getTime() + dayMs)
  await planDue(test.pipeline)
  test.wished.length = 0
  await Promise.all(Array.from({ length: 4 }, () => runBatch(test.pipeline, test.runner, 'bear.test')))
  expect(test.toys.asked.sort()).toEqual(Array.from({ length: 12 }, (_, i) => `toy:bear${i}`).sort())
})

it('what was broken and then only a person can tell ends its incident when it works again', async () => {
  await watch('bear')
  await test.live(dayMs)
  test.toys.answers.set('toy:bear', lost)
  await test.live(6 * dayMs)
  expect(await statusOf('shop/bear')).toBe('broken')
  test.toys.answers.set('toy:bear', not('unknown', 'human', 'toy/ask', 'ask a person'))
  await test.live(8 * dayMs)
  expect(await statusOf('shop/bear')).toBe('unverifiable')
  const open = () =>
    test.pipeline.db.selectFrom('incidents').select('id').where('resolved_at', 'is', null).execute()
  expect(await open()).toHaveLength(1)
  test.toys.answers.delete('toy:bear')
  await test.live(3 * dayMs)
  expect(await statusOf('shop/bear')).toBe('fresh')
  expect(await open()).toEqual([])
})
