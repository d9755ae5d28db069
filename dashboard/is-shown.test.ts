import { describe, expect, it } from 'vitest'
import type { DashboardEvent } from './deps.ts'
import { everything, isShown } from './is-shown.ts'

const checked: DashboardEvent = {
  type: 'check-finished',
  checkId: 1,
  contactId: 'ozon/form',
  verdict: 'alive',
}
const strangers: DashboardEvent = { ...checked, contactId: null }
const changed: DashboardEvent = {
  type: 'status-changed',
  contactId: 'ozon/form',
  from: 'fresh',
  to: 'broken',
}
const edited = (subject: string): DashboardEvent => ({ type: 'edited', deedId: 1, subject })

describe('an open page', () => {
  it.each([
    [checked, true, false, false],
    [strangers, false, false, false],
    [changed, true, false, true],
    [edited('ozon/form'), true, false, true],
    [edited('incident:7'), true, true, true],
    [edited('user:5'), false, false, false],
    [edited('article:5'), false, false, false],
    [edited('token:a/b'), false, false, false],
  ])('of the contact, of another one and of many, told of %j: %j, %j, %j', (event, own, other, many) => {
    expect([isShown(event, 'ozon/form'), isShown(event, 'wb/mail'), isShown(event, everything)]).toEqual([
      own,
      other,
      many,
    ])
  })
})
