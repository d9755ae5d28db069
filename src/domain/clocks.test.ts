import { expect, it } from 'vitest'
import { type ClockInput, readClocks } from './clocks.ts'

const hourMs = 3_600_000
const now = new Date('2026-11-22T09:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * hourMs)
const contact: ClockInput = {
  ...{ status: 'fresh', documented: 'live', hasValue: true, knownSinceAt: ago(1000) },
  ...{ confirmedAt: ago(10), attestedAt: ago(800), checkEveryHours: 24, humanCheckEveryDays: 30 },
}

it('each clock runs against its own promise, even when nothing failed', () => {
  const { machine, person } = readClocks(contact, now, 1)
  expect(machine).toEqual({ confirmedAt: ago(10), dueBy: ago(-26), isOverdue: false })
  expect(person).toMatchObject({ isOverdue: true })
  expect(readClocks({ ...contact, confirmedAt: ago(37) }, now, 1).machine?.isOverdue).toBe(true)
})

it('where nobody promised that a person looks, only what no machine can tell asks for one', () => {
  const unpromised = { ...contact, humanCheckEveryDays: null }
  expect(readClocks(unpromised, now, 1).person).toBeNull()
  expect(readClocks({ ...unpromised, status: 'unverifiable' }, now, 1)).toMatchObject({
    machine: null,
    person: { isOverdue: true },
  })
  expect(readClocks({ ...unpromised, hasValue: false }, now, 1).machine).toBeNull()
})

it('nothing is promised of what is retired or invented, and demos run faster', () => {
  expect(readClocks({ ...contact, status: 'retired' }, now, 1)).toEqual({ machine: null, person: null })
  expect(readClocks({ ...contact, documented: 'phantom' }, now, 1)).toEqual({ machine: null, person: null })
  expect(readClocks(contact, now, 3600).machine?.isOverdue).toBe(true)
})
