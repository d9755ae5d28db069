import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { lost } from '../../test/support/toy-kind.ts'
import { readUndoable } from '../store/audit.ts'
import { listEdits } from '../store/edits.ts'
import { attestContact } from './attest-contact.ts'
import { checkNewValue } from './check-new-value.ts'
import { editContact, retireContact } from './edit-contact.ts'
import { acknowledgeContact, assignContact, muteContact, unmuteContact } from './mark-contact.ts'
import { resolveConflict } from './resolve-conflict.ts'
import { runBatch } from './run-batch.ts'
import { syncKb } from './sync-kb.ts'
import { acknowledgeIncident, closeIncidentByHand, subjectOf } from './take-incident.ts'
import { undoChange } from './undo-change.ts'

const dayMs = 24 * 3_600_000
const anna = { by: 'Анна' }
let test: TestPipeline

beforeEach(async () => {
  test = await startTestPipeline([toy('bear'), toy('duck'), toy('fox')])
})
afterEach(() => test.stop())

const standingOf = (id: string) =>
  test.pipeline.db.selectFrom('standings').selectAll().where('contact_id', '=', id).executeTakeFirstOrThrow()
const dueOf = (id: string) =>
  test.pipeline.db.selectFrom('due').selectAll().where('contact_id', '=', id).executeTakeFirst()
const contactRow = (id: string) =>
  test.pipeline.db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const sync = (...contacts: ReturnType<typeof toy>[]) => syncKb(test.pipeline, knowledgeBaseOf(contacts))
const incidents = () => test.pipeline.db.selectFrom('incidents').selectAll().orderBy('id').execute()

async function undo(subject: string) {
  const entry = await readUndoable(test.pipeline.db, subject, 'Анна', new Date(0))
  return undoChange(test.pipeline, entry?.id ?? 0, subject, anna)
}

async function breakDuck() {
  await test.live(dayMs)
  test.toys.answers.set('toy:duck', lost)
  await test.live(5 * dayMs)
  expect((await standingOf('shop/duck')).status).toBe('broken')
}

describe('marks beside a status', () => {
  it('are set, told in the audit with before and after, and taken back', async () => {
    const until = new Date(test.clock.now.getTime() + dayMs)
    expect(await muteContact(test.pipeline, 'shop/bear', { until, reason: 'переезд' }, anna)).toBe('done')
    expect(await standingOf('shop/bear')).toMatchObject({
      muted_until: until,
      muted_by: 'Анна',
      muted_reason: 'переезд',
    })
    expect(await undo('shop/bear')).toBe('done')
    expect(await standingOf('shop/bear')).toMatchObject({ muted_until: null, muted_reason: null })
    const audit = await test.pipeline.db.selectFrom('audit').selectAll().orderBy('id').execute()
    expect(audit.map((row) => row.action)).toEqual(['mute', 'undo'])
    expect(audit[0]).toMatchObject({
      actor: 'Анна',
      before: { mutedUntil: null },
      after: { mutedReason: 'переезд' },
      undone_by: 'Анна',
    })
  })

  it('are not taken back once somebody changed them again', async () => {
    await assignContact(test.pipeline, 'shop/bear', 'Борис', anna)
    await assignContact(test.pipeline, 'shop/bear', 'Вера', { by: 'Вера' })
    expect(await undo('shop/bear')).toBe('overtaken')
    expect((await standingOf('shop/bear')).owner).toBe('Вера')
  })

  it('are not set by whoever saw an older revision, even when both come at once', async () => {
    const { revision } = await standingOf('shop/bear')
    const both = await Promise.all(
      ['Борис', 'Вера'].map((name) =>
        assignContact(test.pipeline, 'shop/bear', name, { by: name, expects: [revision] }),
      ),
    )
    expect(both.sort()).toEqual(['done', 'stale'])
  })

  it('are refused for the past and for nobody', async () => {
    const mute = { until: test.clock.now, reason: '' }
    expect(await muteContact(test.pipeline, 'shop/bear', mute, anna)).toBe('not-in-future')
    expect(await unmuteContact(test.pipeline, 'shop/wolf', anna)).toBe('unknown-contact')
  })
})

describe('an incident', () => {
  it('is taken when its last contact is, and given back with it', async () => {
    await breakDuck()
    await acknowledgeContact(test.pipeline, 'shop/duck', anna)
    expect((await incidents())[0]).toMatchObject({ acknowledged_by: 'Анна' })
    expect(await undo('shop/duck')).toBe('done')
    expect((await incidents())[0]).toMatchObject({ acknowledged_by: null })
  })

  it('that is taken takes its contacts, until they work again', async () => {
    await breakDuck()
    const [incident] = await incidents()
    expect(await acknowledgeIncident(test.pipeline, incident?.id ?? 0, 'Анна')).toBe('done')
    expect((await standingOf('shop/duck')).acknowledged_by).toBe('Анна')
    test.toys.answers.delete('toy:duck')
    await test.live(3 * dayMs)
    expect(await standingOf('shop/duck')).toMatchObject({ status: 'fresh', acknowledged_by: null })
  })

  it('is closed by hand with a reason, and opened again', async () => {
    await breakDuck()
    const id = (await incidents())[0]?.id ?? 0
    expect(await closeIncidentByHand(test.pipeline, id, 'так и задумано', 'Анна')).toBe('done')
    expect((await incidents())[0]).toMatchObject({ close_reason: 'так и задумано', closed_by: 'Анна' })
    expect(await closeIncidentByHand(test.pipeline, id, '', 'Анна')).toBe('over')
    expect(await undo(subjectOf(id))).toBe('done')
    expect((await incidents())[0]).toMatchObject({ resolved_at: null, close_reason: null })
  })
})

describe('a person’s word', () => {
  it('holds as long as it says, counted from when it was tried, and is taken back', async () => {
    await breakDuck()
    const triedAt = new Date(test.clock.now.getTime() - dayMs)
    const word = { says: 'works', how: 'called', heard: 'кряк', note: '', triedAt, holdsDays: 10 } as const
    await attestContact(test.pipeline, 'shop/duck', { ...word, by: 'Анна' })
    expect(await standingOf('shop/duck')).toMatchObject({ status: 'fresh', attested_at: triedAt })
    const held = (await standingOf('shop/duck')).word?.untilAt
    expect(new Date(held ?? 0).getTime()).toBe(triedAt.getTime() + 10 * dayMs)
    expect(await undo('shop/duck')).toBe('done')
    expect(await standingOf('shop/duck')).toMatchObject({ status: 'broken', word: null, attested_at: null })
    expect(await undo('shop/duck')).toBe('unknown-change')
  })
})

describe('a new value', () => {
  it('is looked at through the pipeline before it is saved, once', async () => {
    expect(await checkNewValue(test.pipeline, 'shop/bear', 'a bear', 'Анна')).toMatchObject({
      state: 'invalid',
    })
    expect(await checkNewValue(test.pipeline, 'shop/bear', 'toy:bear', 'Анна')).toEqual({
      state: 'unchanged',
    })
    const asked = await checkNewValue(test.pipeline, 'shop/bear', 'toy:panda', 'Анна')
    await runBatch(test.pipeline, test.runner, 'panda.test')
    const answered = await checkNewValue(test.pipeline, 'shop/bear', 'toy:panda', 'Анна')
    expect(answered).toMatchObject({ state: 'asked', check: { verdict: 'alive' } })
    if (asked.state === 'asked' && answered.state === 'asked') expect(answered.check.id).toBe(asked.check.id)
  })

  it('begins anew, ends the incident of the old one, and undo brings all of it back', async () => {
    await breakDuck()
    const before = await standingOf('shop/duck')
    const waited = await dueOf('shop/duck')
    expect(waited).toMatchObject({ host: 'duck.test' })
    expect(await editContact(test.pipeline, 'shop/duck', { value: 'toy:goose' }, anna)).toBe('done')
    expect(await dueOf('shop/duck')).toMatchObject({ host: 'goose.test', due_at: test.clock.now })
    expect(await contactRow('shop/duck')).toMatchObject({ value: 'toy:goose' })
    expect(await standingOf('shop/duck')).toMatchObject({ status: 'unchecked', host: 'goose.test' })
    expect((await incidents())[0]?.resolved_at).not.toBeNull()
    expect(await undo('shop/duck')).toBe('done')
    const { revision: _, ...restored } = await standingOf('shop/duck')
    expect(before).toMatchObject(restored)
    expect(await dueOf('shop/duck')).toEqual(waited)
    expect(await contactRow('shop/duck')).toMatchObject({ value: 'toy:duck' })
    expect(await listEdits(test.pipeline.db, 'shop/duck')).toEqual([])
  })

  it('is refused with every field that does not fit', async () => {
    const outcome = await editContact(
      test.pipeline,
      'shop/duck',
      { value: 'duck', importance: 'huge', successor: 'shop/wolf' },
      anna,
    )
    expect(outcome).toMatchObject({ problems: [{ field: 'value' }, { field: 'importance' }] })
    expect(await editContact(test.pipeline, 'shop/duck', { successor: 'shop/wolf' }, anna)).toMatchObject({
      problems: [{ field: 'successor' }],
    })
    expect(await editContact(test.pipeline, 'shop/duck', { value: 'toy:duck' }, anna)).toBe('same')
  })
})

describe('retiring', () => {
  it('names the successor, ends the incident, and is taken back', async () => {
    await breakDuck()
    expect(await retireContact(test.pipeline, 'shop/duck', { successor: 'shop/fox' }, anna)).toBe('done')
    expect(await contactRow('shop/duck')).toMatchObject({ documented: 'retired', successor: 'shop/fox' })
    expect(await standingOf('shop/duck')).toMatchObject({ status: 'retired' })
    expect((await incidents())[0]?.resolved_at).not.toBeNull()
    expect(await undo('shop/duck')).toBe('done')
    expect(await contactRow('shop/duck')).toMatchObject({ documented: 'live', successor: null })
    expect(await standingOf('shop/duck')).toMatchObject({ status: 'broken' })
  })
})

describe('files and edits', () => {
  const hoursOf = async () => (await contactRow('shop/bear')).hours

  it('an edit lies over the file until the file says the same', async () => {
    await editContact(test.pipeline, 'shop/bear', { hours: '9-18' }, anna)
    await sync(toy('bear'), toy('duck'), toy('fox'))
    expect(await hoursOf()).toBe('9-18')
    await sync(toy('bear', { hours: '9-18' }), toy('duck'), toy('fox'))
    expect(await listEdits(test.pipeline.db, 'shop/bear')).toEqual([])
    expect(await hoursOf()).toBe('9-18')
  })

  it('a value that was edited is not begun anew by a sync', async () => {
    await editContact(test.pipeline, 'shop/bear', { value: 'toy:panda' }, anna)
    await test.live(dayMs)
    await sync(toy('bear'), toy('duck'), toy('fox'))
    expect(await standingOf('shop/bear')).toMatchObject({ status: 'fresh' })
  })

  it.each(['edit', 'file'] as const)(
    'a file that says a third thing is a conflict; the %s may win',
    async (keep) => {
      await editContact(test.pipeline, 'shop/bear', { hours: '9-18' }, anna)
      await sync(toy('bear', { hours: '24/7' }), toy('duck'), toy('fox'))
      expect(await listEdits(test.pipeline.db, 'shop/bear')).toMatchObject([
        { base: null, fileValue: '24/7', value: '9-18' },
      ])
      expect(await resolveConflict(test.pipeline, 'shop/bear', 'hours', keep, anna)).toBe('done')
      expect(await hoursOf()).toBe(keep === 'edit' ? '9-18' : '24/7')
      const edits = await listEdits(test.pipeline.db, 'shop/bear')
      expect(edits).toMatchObject(keep === 'edit' ? [{ base: '24/7', fileValue: '24/7' }] : [])
      expect(await resolveConflict(test.pipeline, 'shop/bear', 'note', keep, anna)).toBe('no-edit')
    },
  )
})
