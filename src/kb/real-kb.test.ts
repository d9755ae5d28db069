import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { fewKinds } from '../../test/fixtures/kb/kinds.ts'
import type { KnowledgeBase } from './knowledge-base.ts'
import { readKb } from './read-kb.ts'
import { type KbSummary, summariseKb } from './summarise-kb.ts'

const dir = join(import.meta.dirname, '../../kb')

/** Rows of the research table that the knowledge base was made from: all 52, and the contacts they became. */
const contactsOfRow: Record<string, string[]> = {
  ...rowsOf('wb', 'wildberries', [
    'portal',
    'service-desk',
    'ads-support',
    'seller-telegram',
    'seller-phones',
    'phone-800-100',
    'phone-800-775',
    'email-official',
    'copyright-form',
    'phantom-phone',
  ]),
  ...rowsOf('ozon', 'ozon', [
    'seller-portal',
    'seller-kb',
    'seller-chat',
    'seller-escalation',
    'seller-app',
    'seller-noaccess',
    'seller-hotline',
    'phone-msk',
    'phone-spb',
    'phone-office',
    'email-help',
    'site-chat',
    'app-chat',
    'buyer-help',
    'vk',
    'ok',
    'instagram',
    'ethics',
    'ethics-old',
    'ethics-old-mail',
    'address',
    'telegram',
  ]),
  'ozon-phone-800': ['ozon/phone-free'],
  'ozon-phantoms': [
    'ozon/phantom-phone-5566',
    'ozon/phantom-phone-5555',
    'ozon/phantom-email-seller-support',
    'ozon/phantom-email-support',
  ],
  ...rowsOf('ym', 'yandex-market', [
    'cabinet',
    'help',
    'help-form',
    'idea',
    'bot',
    'vk',
    'channel',
    'chat',
    'phone',
    'api-form',
  ]),
  ...rowsOf('ae', 'aliexpress', ['portal', 'chat', 'channel', 'group', 'hotline', 'docs']),
  rpn: ['public-bodies/rospotrebnadzor'],
  decoys: [],
}

/** The same farm that invented the phone: the research names it beside the table. */
const beyondRows = ['wildberries/phantom-email']

let kb: KnowledgeBase
let summary: KbSummary

beforeAll(async () => {
  const result = await readKb(dir, fewKinds)
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  kb = result.kb
  summary = summariseKb(kb)
})

it('holds every row of the research, and nothing that has no row', () => {
  expect(Object.keys(contactsOfRow)).toHaveLength(52)
  const expected = [...Object.values(contactsOfRow).flat(), ...beyondRows]
  expect(kb.contacts.map((contact) => contact.id).sort()).toEqual(expected.sort())
})

it('finds the three Ozon phones disputed, with the sources that copied each other on one side', () => {
  const ids = summary.disputes.map(({ contact }) => contact.id)
  expect(ids).toEqual(['ozon/phone-free', 'ozon/phone-msk', 'ozon/phone-spb', 'wildberries/phone-800-775'])
  for (const { dispute } of summary.disputes.slice(0, 3)) {
    expect(dispute.works.map((claim) => claim.source)).toEqual(expect.arrayContaining(['e-zh', 'kak2c']))
    expect(dispute.against).toContainEqual(
      expect.objectContaining({ source: 'vbr', says: 'absent', asOf: '2025-10-24' }),
    )
    expect(dispute.against).toContainEqual(
      expect.objectContaining({ source: 'workspace', says: 'discontinued' }),
    )
  }
  const witnesses = kb.sources.filter((source) => ['e-zh', 'kak2c'].includes(source.id))
  expect(new Set(witnesses.map((source) => source.witness)).size).toBe(1)
})

it('counts what sources named but lost, and tells a person how to find each', () => {
  const gaps: Record<string, number> = {}
  for (const { marketplace } of summary.gaps) gaps[marketplace] = (gaps[marketplace] ?? 0) + 1
  expect(gaps).toEqual({
    aliexpress: 4,
    ozon: 7,
    'public-bodies': 1,
    wildberries: 3,
    'yandex-market': 5,
  })
  expect(summary.gaps.filter((contact) => contact.humanCheck === null)).toEqual([])
})

it('keeps the retired and the invented apart from what is published as working', () => {
  const idsOf = (documented: string) =>
    kb.contacts.filter((contact) => contact.documented === documented).map((contact) => contact.id)
  expect(idsOf('retired')).toEqual([
    'aliexpress/hotline',
    'ozon/seller-hotline',
    'ozon/ethics-old',
    'ozon/ethics-old-mail',
    'wildberries/seller-phones',
    'wildberries/phone-800-100',
    'wildberries/phone-800-775',
  ])
  expect(idsOf('phantom')).toHaveLength(6)
  expect(idsOf('phantom').every((id) => id.includes('/phantom-'))).toBe(true)
  const old = kb.contacts.find((contact) => contact.id === 'ozon/ethics-old')
  expect(old?.successor).toBe('ozon/ethics')
})

it("trusts a contractor's domain for the contractor's contact only", () => {
  const domainsOf = (id: string) => kb.contacts.find((contact) => contact.id === id)?.ownerDomains
  expect(domainsOf('ozon/ethics')).toEqual(['ozon.ru', 'ozon.com', 'delret.ru'])
  expect(domainsOf('ozon/phone-free')).toEqual(['ozon.ru', 'ozon.com'])
})

it('names what belongs to the publishers', () => {
  expect(kb.notContacts.map((decoy) => decoy.value)).toEqual([
    'https://t.me/workspace',
    'workspace.ru',
    'Workspace.LIVE',
    'e-zh.ru',
    'Ёж',
    'kak2c.ru',
  ])
  const values = new Set(kb.contacts.map((contact) => contact.value))
  expect(kb.notContacts.filter((decoy) => values.has(decoy.value))).toEqual([])
})

it('uses every source it lists, and writes Russian labels in Russian', () => {
  const used = new Set(kb.contacts.flatMap((contact) => contact.claims.map((claim) => claim.source)))
  expect(kb.sources.filter((source) => !used.has(source.id))).toEqual([])
  expect(kb.contacts.filter((contact) => !/[а-яё]/i.test(contact.label.ru))).toEqual([])
})

it.each(['aliexpress', 'ozon', 'public-bodies', 'publishers', 'wildberries', 'yandex-market'])(
  "tells editors' tools where the schema of %s.yaml is",
  async (name) => {
    const text = await readFile(join(dir, `${name}.yaml`), 'utf8')
    expect(text.startsWith('# yaml-language-server: $schema=./schema.json\n')).toBe(true)
  },
)

function rowsOf(prefix: string, marketplace: string, slugs: string[]): Record<string, string[]> {
  return Object.fromEntries(slugs.map((slug) => [`${prefix}-${slug}`, [`${marketplace}/${slug}`]]))
}
