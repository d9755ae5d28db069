import { execFile } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { createToyKind, lost } from '../../test/support/toy-kind.ts'
import { alive, not } from '../domain/verdict.ts'
import { createRegistry } from '../kinds/index.ts'
import { type Rejudged, rejudge } from './rejudge.ts'
import { requestRecheck, requestTargetCheck } from './request-recheck.ts'
import { runBatch } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'

const hourMs = 3_600_000
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([])
  await syncKb(test.pipeline, knowledgeBaseOf(['bear', 'duck', 'fox', 'owl'].map((name) => toy(name))))
  const odd = not('unknown', 'self', 'check/detector-suspended', 'suspended')
  test.toys.answers.set('toy:duck', lost).set('toy:fox', lost).set('toy:owl', odd)
  for (const name of ['bear', 'duck', 'fox', 'owl']) {
    test.clock.now = new Date(test.clock.now.getTime() + hourMs)
    await requestRecheck(test.pipeline, [`shop/${name}`], { by: 'test' })
    await runBatch(test.pipeline, test.runner, `${name}.test`)
  }
  await requestTargetCheck(test.pipeline, { kind: 'toy', value: 'toy:kite' }, 'test')
  await runBatch(test.pipeline, test.runner, 'kite.test')
  await test.pipeline.db
    .updateTable('checks')
    .set({ evidence: Buffer.from(JSON.stringify({ from: 'an older version' })) })
    .where('contact_id', '=', 'shop/fox')
    .execute()
})
afterAll(() => test.stop())

async function all(filter = {}, kinds = test.pipeline.kinds): Promise<Rejudged[]> {
  const found: Rejudged[] = []
  const whole = { since: null, kind: null, ...filter }
  for await (const one of rejudge({ db: test.pipeline.db, kinds }, whole)) found.push(one)
  return found
}
const outcomes = (found: Rejudged[]) =>
  Object.fromEntries(found.map(({ contactId, value, outcome }) => [contactId ?? value, outcome]))

it('the same rules say the same of the same evidence, alive checks included', async () => {
  expect(outcomes(await all())).toEqual({
    'shop/bear': 'same',
    'shop/duck': 'same',
    'shop/fox': 'unreadable',
    'shop/owl': 'overruled',
    'toy:kite': 'same',
  })
})

it('new rules show what they would change, in both directions, and change nothing', async () => {
  const judge = ({ asked }: { asked: string }) => (asked === 'toy:duck' ? alive() : lost)
  const before = await test.pipeline.db.selectFrom('checks').selectAll().orderBy('id').execute()
  const found = await all({}, createRegistry([{ ...createToyKind(test.toys), judge }]))
  expect(found.filter(({ outcome }) => outcome === 'changed')).toMatchObject([
    {
      contactId: 'shop/bear',
      before: { state: 'alive', code: null },
      after: { state: 'gone', code: 'toy/lost' },
    },
    {
      contactId: 'shop/duck',
      before: { state: 'gone', code: 'toy/lost' },
      after: { state: 'alive', code: null },
    },
    { contactId: null, value: 'toy:kite', after: { state: 'gone' } },
  ])
  expect(await test.pipeline.db.selectFrom('checks').selectAll().orderBy('id').execute()).toEqual(before)
})

it('only what was asked for is judged anew', async () => {
  expect(await all({ kind: 'form' })).toEqual([])
  expect(await all({ kind: 'toy' })).toHaveLength(5)
  const since = new Date(test.clock.now.getTime() - hourMs / 2)
  expect(outcomes(await all({ since }))).toEqual({ 'shop/owl': 'overruled', 'toy:kite': 'same' })
  expect(await all({}, createRegistry([]))).toMatchObject(
    ['unreadable', 'unreadable', 'unreadable', 'overruled', 'unreadable'].map((outcome) => ({ outcome })),
  )
})

it('what a page says reaches the store, whatever characters it holds', async () => {
  const message = `cut in the middle of ${'😀'.slice(0, 1)} and \0`
  test.toys.answers.set('toy:bear', not('gone', 'gone', 'toy/lost', message))
  await requestRecheck(test.pipeline, ['shop/bear'], { by: 'test' })
  await runBatch(test.pipeline, test.runner, 'bear.test')
  const found = (await all()).filter(({ contactId }) => contactId === 'shop/bear')
  expect(found.map(({ outcome, before }) => [outcome, before.state])).toEqual([
    ['same', 'alive'],
    ['same', 'gone'],
  ])
})

it('the command prints what would change, its counts, and says so with its exit code', async () => {
  const { db } = test.pipeline
  const evidence = { invite: false, bodyBytes: 9000, failure: null, wall: null }
  await db
    .updateTable('checks')
    .set({
      target: JSON.stringify({ kind: 'telegram', value: 'https://t.me/x' }),
      evidence: Buffer.from(JSON.stringify(evidence)),
    })
    .where('contact_id', 'is', null)
    .execute()
  const run = (...args: string[]) =>
    new Promise<{ code: number | string; stdout: string; stderr: string }>((resolve) => {
      const bin = path.join(import.meta.dirname, '../../bin/stillthere.js')
      const env = { ...process.env, DATABASE_URL: test.url }
      execFile(process.execPath, [bin, 'rejudge', ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      )
    })
  const { code, stdout } = await run('--json')
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toContainEqual(expect.objectContaining({ outcome: 'unreadable', value: 'https://t.me/x' }))
  expect(lines.at(-1)).toEqual({ counts: { same: 0, changed: 0, overruled: 1, unreadable: 5 }, changes: {} })
  expect(code).toBe(0)
  const people = await run('--kind', 'telegram')
  expect(people.stdout).toMatch(/Z {2}https:\/\/t\.me\/x {2}unreadable: .*\n1 checks judged anew: 0 the same/)
  const wrong = await run('--since', 'yesterday', '--kind', 'toy')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toMatch(/--since yesterday: must be a date.*\n.*--kind toy: known are telegram/)
})
