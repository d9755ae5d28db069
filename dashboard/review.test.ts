import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formOf, openTestDashboard, type TestDashboard, type Visitor } from '../test/support/dashboard.ts'
import { setScene } from '../test/support/dashboard-scene.ts'
import { readReviewCursor, writeReviewCursor } from './review-cursor.ts'

let house: TestDashboard
let editor: Visitor

beforeEach(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  editor = await house.signIn('editor')
})
afterEach(() => house.stop())

async function read(path: string, visitor = editor): Promise<string> {
  return (await house.app.request(path, { headers: { Cookie: visitor.cookie } })).text()
}

async function send(path: string, fields: Record<string, string>, visitor = editor) {
  const answer = await house.app.request(path, formOf(visitor, fields))
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }
}

async function standing(id: string) {
  const { db } = house
  return db
    .selectFrom('standings')
    .select(['status', 'attested_at', 'word', 'episode'])
    .where('contact_id', '=', id)
    .executeTakeFirstOrThrow()
}

const subjectOf = (html: string) => /<h2 id="subject"><a href="\/contacts\/([^"]+)"/.exec(html)?.[1] ?? null

describe('the review queue', () => {
  it('asks for one contact at a time, the longest due first, with how to check it and what was said', async () => {
    const page = await read('/review')
    expect(subjectOf(page)).toBe('ozon/phone')
    expect(page).toContain('1 из 2')
    expect(page).toContain('Позвоните и выберите 2.')
    expect(page).toContain('Горячая линия закрыта')
  })

  it('leaves out what a machine can tell, what is retired, and phantoms', async () => {
    await house.db
      .updateTable('contacts')
      .set({ documented: 'phantom' })
      .where('id', '=', 'ozon/phone')
      .execute()
    await house.db
      .updateTable('standings')
      .set({ status: 'retired' })
      .where('contact_id', '=', 'wb/lost')
      .execute()
    expect(await read('/review')).toContain('Проверять нечего')
  })

  it('takes a word at once and goes on with the next', async () => {
    const { to } = await send('/review', {
      id: 'ozon/phone',
      answer: 'works',
      how: 'called',
      note: 'ответили',
    })
    expect((await standing('ozon/phone')).status).toBe('fresh')
    const page = await read(to)
    expect(page).toContain('Записано: Горячая линия — работает.')
    expect(subjectOf(page)).toBe('wb/lost')
    expect(page).toContain('2 из 2')
    expect(page).toContain('сегодня вы проверили 1')
  })

  it('takes an answer back with all that followed, and asks again', async () => {
    const before = await standing('ozon/phone')
    await send('/review', { id: 'ozon/phone', answer: 'broken', how: 'called' })
    expect((await standing('ozon/phone')).status).toBe('broken')
    const alerts = () => house.db.selectFrom('alerts').selectAll().execute()
    const owed = (await alerts()).length
    const { to } = await send('/review/undo', {})
    const page = await read(to)
    expect(page).toContain('Отменено: Горячая линия')
    expect(subjectOf(page)).toBe('ozon/phone')
    expect(await standing('ozon/phone')).toEqual(before)
    expect((await alerts()).length).toBe(owed - 1)
    const open = await house.db
      .selectFrom('incident_contacts')
      .where('contact_id', '=', 'ozon/phone')
      .where('recovered_at', 'is', null)
      .selectAll()
      .execute()
    expect(open).toEqual([])
    expect(await read((await send('/review/undo', {})).to)).toContain('Отменять нечего')
  })

  it('takes nothing back that somebody answered anew', async () => {
    await send('/review', { id: 'ozon/phone', answer: 'works', how: 'called' })
    await send('/contacts/ozon/phone/attest', { says: 'broken', how: 'called' })
    const { to } = await send('/review/undo', {})
    expect(await read(to)).toContain('Отменить не вышло')
    expect((await standing('ozon/phone')).status).toBe('broken')
  })

  it('keeps a new value as a suggestion, canonical, and refuses one that is none', async () => {
    const bad = await send('/review', { id: 'ozon/phone', answer: 'changed', value: 'позже', note: 'ой' })
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('value="позже"')
    expect((await standing('ozon/phone')).status).toBe('unverifiable')
    await send('/review', { id: 'ozon/phone', answer: 'changed', value: '8 (800) 200-00-01', note: '' })
    expect((await standing('ozon/phone')).status).toBe('broken')
    const row = await house.db
      .selectFrom('audit')
      .select('after')
      .where('action', '=', 'suggest')
      .executeTakeFirstOrThrow()
    expect(row.after).toMatchObject({ value: '+78002000001' })
  })

  it('asks of a gap only whether it was found', async () => {
    await send('/review', { id: 'ozon/phone', answer: 'works' })
    const page = await read('/review')
    expect(page).not.toContain('value="works"')
    await send('/review', { id: 'wb/lost', answer: 'changed', value: 'https://wb.example/claims' })
    expect((await standing('wb/lost')).status).toBe('unverifiable')
    expect(await read('/review')).toContain('Проверять нечего')
  })

  it('asks again tomorrow for what nobody could check, and lets the rest be skipped', async () => {
    const skip = /href="(\/review\?after=[^"]+)"/.exec(await read('/review'))?.[1] ?? ''
    expect(subjectOf(await read(skip))).toBe('wb/lost')
    await send('/review', { id: 'ozon/phone', answer: 'could-not', note: 'не дозвонился' })
    expect((await standing('ozon/phone')).status).toBe('unverifiable')
    expect(subjectOf(await read('/review'))).toBe('wb/lost')
    house.pipeline.now = () => new Date('2026-11-23T09:30:00.000Z')
    const tomorrow = await house.signIn('editor')
    await house.db.updateTable('sessions').set({ seen_at: house.pipeline.now() }).execute()
    const page = await read('/review', tomorrow)
    expect(subjectOf(page)).toBe('ozon/phone')
    expect(page).toContain('не дозвонился')
  })

  it('shows readers the queue without answers, and editors their own marketplaces only', async () => {
    expect(await read('/review', await house.signIn('reader'))).toContain('Отмечать могут редакторы')
    await house.db
      .updateTable('users')
      .set({ marketplaces: ['wb'] })
      .where('role', '=', 'editor')
      .execute()
    expect(subjectOf(await read('/review'))).toBe('wb/lost')
    const foreign = await send('/review', { id: 'ozon/phone', answer: 'works' })
    expect(foreign.status).toBe(403)
    expect(foreign.text).toContain('Это контакт другой площадки')
  })

  it.each([
    { id: 'ozon/phone', answer: 'maybe' },
    { id: '../etc', answer: 'works' },
    { id: 'ozon/none', answer: 'works' },
    {},
  ])('does nothing for %j', async (fields) => {
    expect((await send('/review', fields)).status).toBe(404)
  })

  it('begins anew at a place that is none', async () => {
    for (const place of ['x', 'AAAA', Buffer.from('0 1 a b').toString('base64url')])
      expect(subjectOf(await read(`/review?after=${place}`))).toBe('ozon/phone')
  })
})

describe('a place in the queue', () => {
  it('comes back as it was written', () => {
    const cursor = { rank: 1, dueAt: new Date('2026-11-22T09:00:00.123Z'), id: 'ozon/phone' }
    expect(readReviewCursor(writeReviewCursor(cursor))).toEqual(cursor)
  })
})
