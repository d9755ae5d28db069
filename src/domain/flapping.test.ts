import { expect, it } from 'vitest'
import { tellingOf } from './flapping.ts'

it('the third break within the window is told as flapping, later ones only if they last', () => {
  expect([1, 2, 3, 4, 5, 40].map(tellingOf)).toEqual([
    'as-usual',
    'as-usual',
    'as-flapping',
    'if-it-lasts',
    'if-it-lasts',
    'if-it-lasts',
  ])
})
