import { expect, it } from 'vitest'
import { alive, not, type Verdict } from '../domain/verdict.ts'
import { judgeControls } from './judge-controls.ts'

const gone = not('gone', 'gone', 'toy/lost', 'it is not there')
const away = not('unknown', 'timeout', 'net/timeout', 'no full answer in time')
const odd = not('unknown', 'unclear', 'toy/unrecognised', 'a new layout')
const said = (value: string, verdict: Verdict) => ({ value, verdict })

it('a checker that tells the living from the dead is fit, also when one of its known ones has died', () => {
  expect(judgeControls([said('a', alive())], said('z', gone))).toEqual({ fit: true })
  expect(judgeControls([said('a', gone), said('b', alive())], said('z', gone))).toEqual({ fit: true })
})

it.each([
  ['calls the living gone', [said('a', gone)], null, /known to be there: a is gone \(toy\/lost/],
  ['cannot read the living any more', [said('a', odd), said('b', odd)], null, /b is unknown \(toy\/unrec/],
  ['reaches neither', [said('a', away)], said('z', away), /known to be there: a is unknown \(net\/timeout/],
  ['calls the dead alive', [said('a', alive())], said('z', alive()), /nobody's: z is alive$/],
  ['cannot read the dead', [said('a', alive())], said('z', odd), /nobody's: z is unknown/],
  ['was cut off in between', [said('a', alive())], said('z', away), /nobody's: z is unknown \(net/],
  ['has nobody to ask', [], null, /known to be there/],
])('a checker that %s is not fit', (_, living, dead, why) => {
  const fitness = judgeControls(living, dead)
  expect(fitness).toMatchObject({ fit: false, why: expect.stringMatching(why) })
})
