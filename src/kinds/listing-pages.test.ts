import { expect, it } from 'vitest'
import { hostOfListing, isOwners, judgeObstacles, type ListingPage } from './listing-pages.ts'

const page: ListingPage = {
  url: 'https://shop.ru/contacts',
  finalUrl: 'https://shop.ru/contacts',
  via: 'http',
  status: 200,
  owner: true,
  obstacle: null,
}
const walled = { code: 'page/wall' as const, message: 'a wall', class: 'blocked' as const }

it.each([
  ['https://www.ozon.ru/info', ['ozon.ru'], true],
  ['https://docs.ozon.ru/common/', ['OZON.ru'], true],
  ['https://seller.ozon.ru.evil.ru/', ['ozon.ru'], false],
  ['https://notozon.ru/', ['ozon.ru'], false],
  ['https://user.github.io/', ['github.io'], false],
  ['https://user.github.io/', ['user.github.io'], true],
  ['https://магазин.рф/', ['xn--80aairftm.xn--p1ai'], true],
  ['not a url', ['ozon.ru'], false],
  ['https://anything.example/', [], true],
])('asks whether %s belongs to %j: %s', (url, owners, expected) => {
  expect(isOwners(url, owners)).toBe(expected)
})

it('judges by the first obstacle on an owner’s page', () => {
  expect(judgeObstacles([page, { ...page, owner: false, obstacle: walled }])).toBeNull()
  expect(judgeObstacles([page, { ...page, obstacle: walled }])).toMatchObject({
    state: 'unknown',
    reason: { code: 'page/wall', message: 'a wall; page https://shop.ru/contacts' },
    class: 'blocked',
  })
})

it('takes the host of the first page that has one', () => {
  expect(hostOfListing(['seed text', 'https://shop.ru/contacts'])).toBe('shop.ru')
  expect(hostOfListing([])).toBeNull()
})
