import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { syncKb } from '../src/pipeline/sync-kb.ts'
import { formOf, openTestDashboard, type TestDashboard, type Visitor } from '../test/support/dashboard.ts'
import { contactOf } from '../test/support/dashboard-scene.ts'

let house: TestDashboard
let anna: Visitor

const works = (source: string) => ({ source, says: 'works' as const, detail: null, asOf: null })
const source = (id: string, publisher: string, witness = id) => ({
  ...{ id, title: `Как позвонить (${id})`, url: null, publisher, asOf: null, witness },
})
const kb = {
  marketplaces: [{ id: 'ozon', name: { ru: 'Ozon', en: 'Ozon' }, domains: ['ozon.example'] }],
  sources: [source('e-zh', 'e-zh.ru', 'e-zh-kak2c'), source('kak2c', 'kak2c.ru', 'e-zh-kak2c')],
  contacts: [
    contactOf({
      ...{ id: 'ozon/phone', kind: 'phone', value: '+78002347000', audience: 'anyone', purpose: 'support' },
      ...{ label: { ru: 'Горячая линия', en: 'Hotline' }, claims: [works('e-zh'), works('kak2c')] },
    }),
    contactOf({
      ...{
        id: 'ozon/office',
        kind: 'phone',
        value: '+74952321000',
        audience: 'anyone',
        purpose: 'head-office',
      },
      ...{ label: { ru: 'Офис', en: 'Office' }, claims: [works('e-zh')] },
    }),
  ],
  notContacts: [],
}

beforeAll(async () => {
  house = await openTestDashboard()
  await syncKb(house.pipeline, kb)
  anna = await house.signIn('admin')
})
afterAll(() => house.stop())
beforeEach(async () => {
  for (const { id } of await house.db.selectFrom('articles').select('id').execute())
    await house.app.request(`/articles/${id}/delete`, formOf(anna))
})

async function upload(text: string, publisher: string): Promise<string> {
  const answer = await house.app.request('/articles', formOf(anna, { text, publisher }))
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

async function disputed(id = 'ozon/phone'): Promise<boolean> {
  const row = house.db.selectFrom('standings').select('disputed').where('contact_id', '=', id)
  return (await row.executeTakeFirstOrThrow()).disputed
}

const page = async (address: string) =>
  (await house.app.request(address, { headers: { Cookie: anna.cookie } })).text()

describe('an article that says a hotline was discontinued', () => {
  const text = 'Номер Ozon 8 (800) 234-70-00 больше не работает.\n'

  it('makes the contact disputed, and both sides stand on its page with the sentence', async () => {
    expect(await disputed()).toBe(false)
    const article = await upload(text, 'workspace.ru')
    expect(await disputed()).toBe(true)
    const shown = await page('/contacts/ozon/phone')
    expect(shown).toContain('e-zh.ru')
    expect(shown).toContain('is-against')
    expect(shown).toContain(`href="${article}?at=1#passage-1"`)
    expect(shown).toContain('Номер Ozon 8 (800) 234-70-00 больше не работает.')
    expect(await page(article)).toContain('Источники спорят')
  })

  it('disputes nothing any more once it is deleted, and survives a reading of the files', async () => {
    const article = await upload(text, 'workspace.ru')
    const renamed = kb.contacts.map((one) => ({ ...one, note: 'read again' }))
    await syncKb(house.pipeline, { ...kb, contacts: renamed })
    expect(await disputed()).toBe(true)
    await house.app.request(`${article}/delete`, formOf(anna))
    expect(await disputed()).toBe(false)
    await syncKb(house.pipeline, kb)
  })

  it('disputes nothing where the same witness says that it works', async () => {
    await upload(text, 'kak2c.ru')
    expect(await disputed()).toBe(false)
  })
})

describe('an article that denies a hotline without its number', () => {
  it('disputes what the organisation offers as support, and nothing else', async () => {
    await upload(
      'Горячая линия Ozon для продавцов больше не работает и переводит всех в чат.\n',
      'workspace.ru',
    )
    expect(await disputed()).toBe(true)
    expect(await disputed('ozon/office')).toBe(false)
    expect(await page('/contacts/ozon/phone')).toContain('переводит всех в чат')
  })
})

describe('articles that copied each other', () => {
  it('are one witness: the copy of a source is no second voice against it', async () => {
    const odd = 'Москва: + 7 (495) 232-10-00. Ozon: 8 (800) 234-70-00.'
    await upload(`Телефоны Ozon. ${odd} Номер 8 (800) 234-70-00 работает.\n`, 'kak2c.ru')
    await upload(`Контакты Ozon. ${odd} Номер 8 (800) 234-70-00 больше не работает.\n`, 'copy.example')
    expect(await disputed()).toBe(false)
  })
})

it('keeps several articles of one file apart', async () => {
  await upload(
    'Номер Ozon 8 (800) 234-70-00 больше не работает.\n\nИсточник: workspace.ru\n\nНомер Ozon 8 (800) 234-70-00 работает.\n\nИсточник: other.example\n',
    'compilation.example',
  )
  const shown = await page('/contacts/ozon/phone')
  expect(shown).toContain('workspace.ru')
  expect(shown).toContain('other.example')
  expect(await disputed()).toBe(true)
})
