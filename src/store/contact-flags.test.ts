import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { readClocks } from '../domain/clocks.ts'
import type { Claim } from '../domain/contact.ts'
import { listContacts } from './contacts.ts'
import { severityOf } from './standings.ts'
import { countFlagged } from './tallies.ts'

const dayMs = 24 * 3_600_000
const claim = (says: Claim['says'], source = 'article'): Claim => ({ source, says, detail: null, asOf: null })
const human = { how: { ru: 'a', en: 'a' }, everyDays: 30 }
let test: TestPipeline

beforeAll(async () => {
  test = await startTestPipeline([
    toy('late', { humanCheck: human }),
    toy('gap', { value: null }),
    toy('wrong'),
    toy('recent'),
    toy('alive', { claims: [claim('discontinued')] }),
    toy('back', { documented: 'retired', claims: [claim('discontinued')] }),
    toy('copies', { claims: [claim('works'), claim('discontinued', 'other')] }),
    toy('shaky'),
    toy('calm'),
  ])
  const at = test.clock.now
  const ago = (days: number) => new Date(at.getTime() - days * dayMs)
  const stand = (name: string, set: Record<string, unknown>) =>
    test.pipeline.db
      .updateTable('standings')
      .set({ status: 'fresh', severity: severityOf('fresh'), confirmed_at: at, ...set })
      .where('contact_id', '=', `shop/${name}`)
      .execute()
  const episode = JSON.stringify({
    startedAt: ago(24).toISOString(),
    failures: 7,
    classes: { gone: 7 },
    code: 'toy/lost',
  })
  await stand('late', { attested_at: ago(31) })
  for (const name of ['alive', 'copies', 'calm']) await stand(name, {})
  await stand('wrong', { status: 'broken', status_since_at: ago(20), episode })
  await stand('recent', { status: 'broken', status_since_at: ago(3), episode })
  await stand('back', { status: 'changed', status_since_at: at })
  await stand('shaky', { recent: '1101101101111', kind_flags: ['silent'] })
})
afterAll(() => test.stop())

const asOf = () => ({ now: test.clock.now, timeScale: 1 })
const having = async (flag: 'overdue' | 'disputed' | 'flapping' | 'silent') => {
  const { rows } = await listContacts(test.pipeline.db, { flag }, asOf(), { limit: 50 })
  return rows.map((row) => row.id.replace('shop/', '')).sort()
}

describe('a flag', () => {
  it('says that sources contradict each other, or the evidence for long enough', async () => {
    expect(await having('disputed')).toEqual(['alive', 'back', 'copies', 'wrong'])
  })

  it('says that a contact comes and goes, or that its kind noticed silence', async () => {
    expect(await having('flapping')).toEqual(['shaky'])
    expect(await having('silent')).toEqual(['shaky'])
  })

  it('says overdue exactly where one of the clocks does', async () => {
    expect(await having('overdue')).toEqual(['late'])
    for (const days of [0, 2, 29, 31, 400]) {
      test.clock.now = new Date(test.clock.now.getTime() + days * dayMs)
      const { rows } = await listContacts(test.pipeline.db, {}, asOf(), { limit: 50 })
      for (const row of rows) {
        const { machine, person } = readClocks({ ...row, hasValue: row.value !== null }, test.clock.now, 1)
        expect(row.overdue, row.id).toBe(Boolean(machine?.isOverdue || person?.isOverdue))
      }
      const counted = await countFlagged(test.pipeline.db, 'overdue', asOf())
      expect(counted).toEqual({ count: rows.filter((row) => row.overdue).length, isMore: false })
    }
  })
})
