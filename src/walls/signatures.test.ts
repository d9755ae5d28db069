import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedUrl, page, wallOf } from '../../test/fixtures/walls/answers.ts'
import { alive } from '../../test/fixtures/walls/live.ts'
import { stubbed } from '../../test/fixtures/walls/stubs.ts'
import { walled } from '../../test/fixtures/walls/walled.ts'
import { digestPage } from './page-digest.ts'
import { recogniseWall, signatures } from './signatures.ts'

describe('walls', () => {
  test.each(walled)('names %s', (_, id, answer) => {
    expect(wallOf(answer)?.id).toBe(id)
  })
})

describe('stubs, logins and parking', () => {
  test.each(stubbed)('takes %s for what it is', (_, family, answer) => {
    expect(wallOf(answer)?.family).toBe(family)
  })
})

describe('live pages', () => {
  test.each(alive)('lets %s pass', (_, answer) => {
    expect(wallOf(answer)).toBeNull()
  })
})

test('every signature has an id of its own, a source and tests', () => {
  const ids = signatures.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(signatures.every(({ source, when }) => source !== '' && when.length > 0)).toBe(true)
})

test('what a markup pattern is near to stands in what it matches, and is long enough to be searched for', () => {
  const marks = signatures.flatMap(({ when }) =>
    when.flatMap(({ markup = [], andMarkup = [] }) => [...markup, ...andMarkup]),
  )
  const literals = marks.map((mark) => (typeof mark === 'string' ? mark : mark.near))
  expect(literals.filter((literal) => literal.length < 6 || literal !== literal.toLowerCase())).toEqual([])
  const patterns = marks.flatMap((mark) => (typeof mark === 'string' ? [] : [mark]))
  const plain = (source: string) => source.replaceAll('\\', '').replaceAll(' ?', ' ')
  expect(patterns.filter(({ near, like }) => !plain(like.source).includes(near.trim()))).toEqual([])
})

test('a page in another region’s words is a stub', () => {
  expect(wallOf({ html: page('Sorry', '<p>This content is not available in your country.</p>') })?.id).toBe(
    'unavailable-for-region',
  )
})

test('never throws, whatever comes', () => {
  const answers = fc.record({
    status: fc.integer({ min: -1, max: 1200 }),
    html: fc.string({ maxLength: 300 }),
    headers: fc.dictionary(fc.constantFrom('server', 'x-cache', 'cf-mitigated', 'bxpunish'), fc.string()),
    finalUrl: fc.oneof(fc.webUrl(), fc.string()),
  })
  fc.assert(
    fc.property(answers, (answer) => {
      const digest = digestPage(answer.html, askedUrl)
      recogniseWall({ ...answer, requestedUrl: askedUrl, cookies: [], digest })
    }),
  )
})
