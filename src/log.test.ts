import { expect, it } from 'vitest'
import { openErrorRing, openLog } from './log.ts'

const now = () => new Date('2026-11-22T09:00:00.000Z')

it('what is logged as an error is kept with its stack until it is taken; warnings are not', () => {
  const ring = openErrorRing(now)
  const log = openLog('error', ring)
  log.warn('nothing')
  log.error({ err: new Error('no database') }, 'a request failed')
  log.error(new Error('alone'))
  const [first, second] = ring.take()
  expect(first).toMatchObject({ at: now(), message: 'a request failed' })
  expect(first?.detail).toContain('Error: no database\n    at ')
  expect(second?.detail).toContain('alone')
  expect(ring.take()).toEqual([])
})

it('a process that fails in a loop keeps its last fifty errors', () => {
  const ring = openErrorRing(now)
  for (let n = 0; n < 80; n += 1) ring.push(`error ${n}`, '')
  const kept = ring.take()
  expect(kept).toHaveLength(50)
  expect(kept[0]?.message).toBe('error 30')
})
