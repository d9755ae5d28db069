import { expect, it } from 'vitest'
import { groupWishes } from './group-wishes.ts'

const wishesFor = (hosts: number) =>
  Array.from({ length: hosts }, (_, i) => ({ host: `host${i}.test`, key: `due-${i}` }))

it.each([
  [0, []],
  [1, [1]],
  [9, [8, 1]],
  [64, new Array(8).fill(8)],
  [200, new Array(8).fill(25)],
  [300, [...new Array(9).fill(32), 12]],
])('%i hosts are wished for in groups, enough of them to be shared', (hosts, sizes) => {
  const groups = groupWishes(wishesFor(hosts))
  expect(groups.map((group) => group.hosts.length)).toEqual(sizes)
  expect(groups.flatMap((group) => group.hosts)).toEqual(wishesFor(hosts).map(({ host }) => host))
})

it('the first host of a group says its key, so that the same wish twice is one job', () => {
  expect(groupWishes(wishesFor(10)).map(({ key, urgency }) => ({ key, urgency }))).toEqual([
    { key: 'due-0', urgency: 'routine' },
    { key: 'due-8', urgency: 'routine' },
  ])
})
