import { expect, it } from 'vitest'
import { killAlerter } from './kills.ts'

it('an alert worker killed at its worst moments loses nothing and repeats under the same name only', async () => {
  const report = await killAlerter(4)
  expect(report).toMatchObject({ kills: 4, incidents: 8, delivered: 24, pending: 0, dead: 0, missing: 0 })
  expect(report).toMatchObject({ unseen: 0, unknown: 0 })
}, 120_000)
