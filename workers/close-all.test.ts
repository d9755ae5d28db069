import { expect, it } from 'vitest'
import { openLog } from '../src/log.ts'
import { closeAll } from './close-all.ts'

const log = openLog('silent')
const never = () => new Promise<void>(() => undefined)

it('closes the last opened first', async () => {
  const closed: string[] = []
  const part = (name: string) => async () => void closed.push(name)
  await closeAll([part('database'), part('queue'), part('dashboard')], log)
  expect(closed).toEqual(['dashboard', 'queue', 'database'])
})

it('gives parts that never close one time limit together, and still closes the others', async () => {
  let isDatabaseClosed = false
  const database = async () => {
    isDatabaseClosed = true
  }
  const startedAt = performance.now()
  await closeAll([database, never, never, never, never], log, { allMs: 80, eachAtLeastMs: 5 })
  expect(isDatabaseClosed).toBe(true)
  expect(performance.now() - startedAt).toBeLessThan(4 * 80)
})

it('goes on after a part that fails', async () => {
  let isClosed = false
  const database = async () => {
    isClosed = true
  }
  await closeAll([database, () => Promise.reject(new Error('connection is closed'))], log)
  expect(isClosed).toBe(true)
})
