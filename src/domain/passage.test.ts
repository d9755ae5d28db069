import { describe, expect, it } from 'vitest'
import type { Documented } from './contact.ts'
import { judgePassage, type PassageSays, type PassageState, spellLike } from './passage.ts'
import type { Status } from './standing.ts'

const cases: [PassageSays, Status, Documented, boolean, PassageState][] = [
  ['works', 'fresh', 'live', false, 'sound'],
  ['works', 'broken', 'live', true, 'stale-broken'],
  [null, 'changed', 'live', false, 'stale-broken'],
  ['works', 'retired', 'retired', false, 'stale-retired'],
  ['works', 'fresh', 'live', true, 'disputed'],
  ['works', 'unverifiable', 'live', true, 'disputed'],
  ['works', 'down', 'live', false, 'unsure'],
  ['works', 'unchecked', 'phantom', false, 'stale-phantom'],
  ['absent', 'unchecked', 'phantom', false, 'sound'],
  ['discontinued', 'fresh', 'live', false, 'stale-alive'],
  ['discontinued', 'retired', 'retired', false, 'sound'],
  ['discontinued', 'broken', 'live', true, 'sound'],
  ['absent', 'unverifiable', 'live', true, 'disputed'],
  ['discontinued', 'suspect', 'live', false, 'unsure'],
]

describe('a passage', () => {
  it.each(cases)(
    'that says %s, of a contact that is %s and %s, disputed %s: %s',
    (says, status, documented, disputed, state) => {
      expect(judgePassage(says, { status, documented, disputed })).toBe(state)
    },
  )

  it('of a contact that nobody watches is unwatched', () => {
    expect(judgePassage('works', null)).toBe('unwatched')
  })
})

describe('a replacement', () => {
  it.each([
    ['t.me/old', 'https://t.me/new', 't.me/new'],
    ['http://www.shop.example/a', 'https://shop.example/b', 'https://shop.example/b'],
    ['www.shop.example', 'https://www.shop.example/b', 'shop.example/b'],
    ['tel:+78002000000', '+78002000001', 'tel:+78002000001'],
    ['mailto:a@b.example', 'https://b.example/form', 'https://b.example/form'],
    ['8 800 200-00-00', '+78002000001', '8 800 200-00-01'],
    ['8-800-200-00-00', '+74952000001', '8-495-200-00-01'],
    ['+ 7 (495) 009-70-70', '+74952000001', '+7 (495) 200-00-01'],
    ['+74950097070', '+74952000001', '+7 495 200-00-01'],
    ['tel:+74950097070', '+74952000001', 'tel:+74952000001'],
    ['+49 30 1234', '+49301234567', '+49301234567'],
  ])('of %s by %s is written %s', (written, value, result) => {
    expect(spellLike(written, value)).toBe(result)
  })
})
