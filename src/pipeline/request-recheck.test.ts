import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { createToyKind, lost } from '../../test/support/toy-kind.ts'
import { createRegistry } from '../kinds/index.ts'
import { listAudit } from '../store/audit.ts'
import { readCheck } from '../store/checks.ts'
import { listSpells } from '../store/history.ts'
import { attestContact } from './attest-contact.ts'
import { planDue } from './plan-due.ts'
import { type Recheck, requestRecheck, requestTargetCheck } from './request-recheck.ts'
import { runBatch } from './run-batch.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([toy('bear1'), toy('bear2'), toy('bear3'), toy('gap', { value: null })])
})
afterAll(() => test.stop())

it('asking again while a check is queued gives the same check', async () => {
  const [first] = await requestRecheck(test.pipeline, ['shop/bear1'], { by: 'test' })
  const [second] = await requestRecheck(test.pipeline, ['shop/bear1'], { by: 'somebody else' })
  expect(first).toEqual(second)
  expect(first).toMatchObject({ state: 'queued' })
  await runBatch(test.pipeline, test.runner, 'bear.test')
})

it('what a person asks for goes ahead of routine', async () => {
  test.clock.now = new Date(test.clock.now.getTime() + 2 * dayMs)
  await planDue(test.pipeline)
  await requestRecheck(test.pipeline, ['shop/bear3'], { by: 'test' })
  test.toys.asked.length = 0
  await runBatch(test.pipeline, test.runner, 'bear.test')
  expect(test.toys.asked).toHaveLength(3)
  expect(test.toys.asked[0]).toBe('toy:bear3')
})

/** Runs the waiting checks of the bears; each first sees, then waits for what comes meanwhile. */
async function runMeanwhile(meanwhile: () => Promise<unknown>): Promise<void> {
  const kind = createToyKind(test.toys)
  const check: typeof kind.check = async (...about) => {
    const seen = await kind.check(...about)
    await meanwhile()
    return seen
  }
  const pipeline = { ...test.pipeline, kinds: createRegistry([{ ...kind, check }]) }
  await runBatch(pipeline, test.runner, 'bear.test')
}

it('who asks while a check is under way gets an answer from after the question', async () => {
  test.clock.now = new Date(test.clock.now.getTime() + 2 * dayMs)
  await requestRecheck(test.pipeline, ['shop/bear1', 'shop/bear3'], { by: 'test' })
  await runBatch(test.pipeline, test.runner, 'bear.test')
  await planDue(test.pipeline)
  test.toys.answers.set('toy:bear2', lost)
  test.toys.asked.length = 0
  const answers: Recheck[] = []
  await runMeanwhile(async () => {
    test.toys.answers.delete('toy:bear2')
    for (const by of ['Anna', 'Boris'])
      answers.push(...(await requestRecheck(test.pipeline, ['shop/bear2'], { by })))
  })
  expect(test.toys.asked).toEqual(['toy:bear2', 'toy:bear2'])
  const ids = answers.map((answer) => answer.state === 'queued' && answer.checkId)
  expect(new Set(ids).size).toBe(1)
  expect(await readCheck(test.pipeline.db, Number(ids[0]))).toMatchObject({
    verdict: 'alive',
    askedBy: 'Anna',
    finishedAt: expect.any(Date),
  })
  const spells = await listSpells(test.pipeline.db, 'shop/bear2', 10)
  expect(spells.map(({ verdict }) => verdict)).toEqual(['alive'])
})

it('who asks again while that person’s check is under way gets its answer', async () => {
  test.toys.asked.length = 0
  await requestRecheck(test.pipeline, ['shop/bear2'], { by: 'Anna' })
  await runMeanwhile(() => requestRecheck(test.pipeline, ['shop/bear2'], { by: 'Boris' }))
  expect(test.toys.asked).toEqual(['toy:bear2'])
})

it('a check that is new enough is answer enough', async () => {
  const [fresh] = await requestRecheck(test.pipeline, ['shop/bear3'], {
    by: 'test',
    checkedWithinSeconds: 60,
  })
  expect(fresh).toMatchObject({ state: 'fresh', check: { verdict: 'alive' } })
  const [old] = await requestRecheck(test.pipeline, ['shop/bear3'], { by: 'test' })
  expect(old?.state).toBe('queued')
  await runBatch(test.pipeline, test.runner, 'bear.test')
})

it('a gap has nothing to ask and an unknown id no answer', async () => {
  expect(await requestRecheck(test.pipeline, ['shop/gap', 'shop/nobody'], { by: 'test' })).toEqual([
    { contactId: 'shop/gap', state: 'gap' },
  ])
  expect(await requestRecheck(test.pipeline, [], { by: 'test' })).toEqual([])
})

it('a target that is in no knowledge base is checked and holds up nobody', async () => {
  test.toys.answers.set('toy:stranger', lost)
  const id = await requestTargetCheck(test.pipeline, { kind: 'toy', value: 'toy:stranger' }, 'test')
  await runBatch(test.pipeline, test.runner, 'stranger.test')
  expect(await readCheck(test.pipeline.db, id)).toMatchObject({
    verdict: 'gone',
    reasonCode: 'toy/lost',
    contactId: null,
  })
})

it('a person’s word overrules at once and is audited', async () => {
  const word = { says: 'broken' as const, how: 'called', note: 'nobody answered', by: 'Anna' }
  expect(await attestContact(test.pipeline, 'shop/bear1', word)).toBe('done')
  const status = async () =>
    (
      await test.pipeline.db
        .selectFrom('standings')
        .select('status')
        .where('contact_id', '=', 'shop/bear1')
        .executeTakeFirstOrThrow()
    ).status
  expect(await status()).toBe('broken')
  await test.live(dayMs)
  expect(await status()).toBe('broken')
  const [entry] = await listAudit(test.pipeline.db, 'shop/bear1', 1)
  expect(entry).toMatchObject({
    actor: 'Anna',
    action: 'attest',
    after: { says: 'broken', note: 'nobody answered' },
  })
  await attestContact(test.pipeline, 'shop/bear1', { ...word, says: 'works' })
  expect(await status()).toBe('fresh')
  const edges = await test.pipeline.db.selectFrom('alerts').select('edge').orderBy('id').execute()
  expect(edges.map(({ edge }) => edge)).toEqual(['opened', 'resolved'])
  expect(await attestContact(test.pipeline, 'shop/nobody', word)).toBe('unknown-contact')
})
