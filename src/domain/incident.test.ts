import { expect, it } from 'vitest'
import { causeOf, edgeOf } from './incident.ts'
import { type Status, type StatusChange, statusesWorstFirst } from './standing.ts'

const change = (from: Status, to: Status, failureClass: StatusChange['class'] = null): StatusChange => ({
  from,
  to,
  at: new Date(0),
  failingSinceAt: null,
  code: null,
  class: failureClass,
})

it.each<[Status, Status, string | null]>([
  ['suspect', 'broken', 'opened'],
  ['suspect', 'changed', 'opened'],
  ['broken', 'changed', 'opened'],
  ['broken', 'fresh', 'resolved'],
  ['changed', 'fresh', 'resolved'],
  ['changed', 'retired', 'resolved'],
  ['suspect', 'fresh', null],
  ['unchecked', 'fresh', null],
  ['suspect', 'down', null],
  ['down', 'fresh', null],
  ['suspect', 'unverifiable', null],
  ['broken', 'unverifiable', null],
  ['unverifiable', 'fresh', 'resolved'],
])('from %s to %s: %s', (from, to, edge) => {
  expect(edgeOf(change(from, to))).toBe(edge)
})

it('nothing but a break or a change opens an incident', () => {
  const opening = statusesWorstFirst.filter((to) => edgeOf(change('suspect', to)) === 'opened')
  expect(opening).toEqual(['broken', 'changed'])
})

it('contacts of a host that died share a cause; a missing page is its own', () => {
  expect(causeOf(change('down', 'broken', 'dns'), 'x/a', 'a.test')).toBe('host:a.test')
  expect(causeOf(change('down', 'broken', 'gone'), 'x/a', 'a.test')).toBe('contact:x/a')
})
