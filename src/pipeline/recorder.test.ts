import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { collectGarbage } from '../../test/support/collect-garbage.ts'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import { alive, type Verdict } from '../domain/verdict.ts'
import { lockStandings, saveStandings } from '../store/record-standings.ts'
import { takeChecks } from '../store/take-checks.ts'
import { planDue } from './plan-due.ts'
import { recordChecks } from './record-check.ts'
import { openRecorder } from './recorder.ts'
import { syncKb } from './sync-kb.ts'

let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
})
afterAll(() => test.stop())
beforeEach(async () => {
  await test.pipeline.db.deleteFrom('contacts').execute()
  await syncKb(test.pipeline, knowledgeBaseOf([]))
})

const names = ['bear', 'duck', 'kite', 'yoyo']
const hosts = names.map((name) => `${name}.test`)

async function takeAll() {
  await syncKb(test.pipeline, knowledgeBaseOf(names.map((name) => toy(name))))
  test.clock.now = new Date(test.clock.now.getTime() + 24 * 3_600_000)
  await planDue(test.pipeline)
  return takeChecks(test.pipeline.db, hosts, test.clock.now)
}

const resultOf = (verdict: Verdict, via: 'http' | 'none' = 'none', finalUrl: string | null = null) => ({
  observation: {
    evidence: { seen: 'a toy' },
    facts: [],
    via,
    httpStatus: null,
    finalUrl,
    startedAt: test.clock.now,
    durationMs: 3,
    trace: ['looked'],
  },
  verdict,
  memory: null,
  screenshot: null,
})

const open = () => test.pipeline.db.selectFrom('open_checks').select('contact_id').execute()
const spells = () =>
  test.pipeline.db
    .selectFrom('spells')
    .select(['contact_id', 'verdict', 'checks'])
    .orderBy('contact_id')
    .execute()

it('many results are recorded together, each as if it were alone', async () => {
  const checks = await takeAll()
  const record = openRecorder(test.pipeline)
  await Promise.all(checks.map((check, i) => record(check, resultOf(i === 0 ? lost : alive()))))
  expect(await open()).toEqual([])
  const after = await spells()
  expect(after.map(({ checks: n }) => n)).toEqual([1, 1, 1, 1])
  expect(after.filter(({ verdict }) => verdict === 'gone')).toHaveLength(1)
  const standings = await test.pipeline.db
    .selectFrom('standings')
    .select(['status', 'revision', 'last_check_id'])
    .execute()
  expect(standings.filter(({ status }) => status === 'fresh')).toHaveLength(3)
  expect(standings.every(({ last_check_id: id }) => checks.some((check) => check.id === id))).toBe(true)
})

it('a result that waits for its transaction does not keep what was seen in memory', async () => {
  const [check] = await takeAll()
  if (!check) throw new Error('nothing to check')
  const record = openRecorder(test.pipeline)
  const begin = () => {
    const result = resultOf(alive())
    return { recorded: record(check, result), evidence: new WeakRef(result.observation.evidence) }
  }
  const { recorded, evidence } = await test.pipeline.db.transaction().execute(async (tx) => {
    await lockStandings(tx, [check.contactId ?? ''])
    const begun = begin()
    await collectGarbage()
    expect(begun.evidence.deref()).toBeUndefined()
    return begun
  })
  await recorded
  expect(evidence.deref()).toBeUndefined()
  const [stored] = await test.pipeline.db.selectFrom('checks').select('evidence').execute()
  expect(JSON.parse(stored?.evidence?.toString() ?? '')).toEqual({ seen: 'a toy' })
})

it('one that cannot be written does not take the others with it', async () => {
  const checks = await takeAll()
  const record = openRecorder(test.pipeline)
  const poison = { ...resultOf(alive()), screenshot: null }
  Object.assign(poison.observation, { durationMs: Number.MAX_SAFE_INTEGER })
  const settled = await Promise.allSettled(
    checks.map((check, i) => record(check, i === 1 ? poison : resultOf(alive()))),
  )
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(await open()).toEqual([{ contact_id: checks[1]?.contactId }])
  expect(await spells()).toHaveLength(3)
})

it('what a page says cannot keep a result from being written', async () => {
  const [check] = await takeAll()
  if (!check) throw new Error('nothing was taken')
  const result = resultOf(lost, 'http', 'http://a/\0\ud800')
  const hostile = { text: 'NUL \0, half a pair \udc00, a backslash \\u0000, "quotes"', list: ['\ud83d'] }
  Object.assign(result.observation, { evidence: hostile, trace: ['\0', '\\u0000'] })
  await recordChecks(test.pipeline, [{ check, result }])
  const row = await test.pipeline.db
    .selectFrom('checks')
    .select(['evidence', 'trace', 'final_url'])
    .where('id', '=', check.id)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(row.evidence?.toString() ?? '')).toEqual(hostile)
  expect(row).toMatchObject({
    trace: ['\ufffd', '\\u0000'],
    final_url: 'http://a/\ufffd\ufffd',
  })
})

it('two results of one check, from two workers in one moment, count once', async () => {
  const [check] = await takeAll()
  if (!check) throw new Error('nothing was taken')
  const twice = [
    { check, result: resultOf(alive()) },
    { check, result: resultOf(lost) },
  ]
  await recordChecks(test.pipeline, twice)
  await Promise.all(twice.map((one) => recordChecks(test.pipeline, [one])))
  expect(await spells()).toMatchObject([{ verdict: 'alive', checks: 1 }])
})

it('a standing that somebody wrote meanwhile is not written over', async () => {
  const [check] = await takeAll()
  if (!check?.contactId) throw new Error('nothing was taken')
  const { contactId } = check
  const now = test.clock.now
  const write = test.pipeline.db.transaction().execute(async (tx) => {
    const stored = (await lockStandings(tx, [contactId])).get(contactId)
    if (!stored) throw new Error('not there')
    const { standing } = stored
    const nothingNew = {
      confirmedAt: null,
      lastVia: null,
      picturedAt: null,
      answer: null,
      memory: null,
      kindFlags: null,
      errand: 'routine' as const,
    }
    const base = { contactId, standing, checkedAt: now, dueAt: now, ...nothingNew }
    await saveStandings(tx, [{ ...base, revision: stored.revision - 1, lastCheckId: check.id, spellId: 1 }])
  })
  await expect(write).rejects.toThrow('changed under its lock')
})

it('a contact that left the knowledge base while its check ran leaves only the check', async () => {
  const checks = await takeAll()
  await test.pipeline.db.deleteFrom('contacts').where('id', '=', 'shop/duck').execute()
  await recordChecks(
    test.pipeline,
    checks.map((check) => ({ check, result: resultOf(alive()) })),
  )
  expect((await spells()).map(({ contact_id: id }) => id)).toEqual(['shop/bear', 'shop/kite', 'shop/yoyo'])
})
