import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../../test/fixtures/walls/answers.ts'
import { digestPage } from '../../walls/page-digest.ts'
import { type PageSummary, summarise } from '../../walls/page-evidence.ts'
import { compareWithBaseline, learnBaseline } from './baseline.ts'
import type { PageKindEvidence, PageMemory } from './evidence.ts'
import { learnPage } from './learn.ts'

/** What the store gives back. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

const letters = 'абвгдежзиклмнопрстуф'
const wordOf = (n: number) => `слово${letters[n % 20]}${letters[Math.floor(n / 20) % 20]}ние`
const text = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => wordOf(from + n)).join(' ')

interface Said {
  title: string
  h1: string[]
  h2: string[]
  phone: string
  body: string
}

const summaryOf = ({ title, h1, h2, phone, body }: Said): PageSummary =>
  summarise(
    digestPage(
      `<title>${title}</title>${h1.map((t) => `<h1>${t}</h1>`).join('')}${h2.map((t) => `<h2>${t}</h2>`).join('')}<a href="tel:${phone}">call</a><p>${body}`,
      'https://shop.example/help',
    ),
  )

const said: fc.Arbitrary<Said> = fc.record({
  title: fc.constantFrom('Помощь', 'Помощь покупателям', 'help\u0000center', ''),
  h1: fc.array(fc.constantFrom('Контакты', 'Вопросы', 'Вопросы ответы'), { maxLength: 2 }),
  h2: fc.array(fc.constantFrom('Контакты', 'Вопросы', 'ответы', '["Контакты"]'), { maxLength: 14 }),
  phone: fc.constantFrom('88001234567', '88007654321', ''),
  body: fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 300 }))
    .map(([from, count]) => text(from, count)),
})

const pageEvidence = (page: PageSummary, more: Partial<PageKindEvidence> = {}): PageKindEvidence => ({
  ...evidenceOf({}),
  page,
  markers: [],
  notice: null,
  drift: null,
  ...more,
})

describe('a page beside what was learned of it', () => {
  it('drifts as it would if its words were counted, the same page and changed ones', () => {
    fc.assert(
      fc.property(said, said, fc.boolean(), (before, after, same) => {
        const known = learnBaseline(summaryOf(before))
        if (known === null) return
        const { print, next, ...older } = stored(known)
        const page = summaryOf(same ? before : after)
        expect(compareWithBaseline(stored(known), page)).toEqual(
          compareWithBaseline(older, summaryOf(same ? before : after)),
        )
        expect(print).toHaveLength(22)
        expect(next?.length).toBeLessThanOrEqual(8)
      }),
      { numRuns: 500 },
    )
  })

  it('is told from one that says the same in other places', () => {
    const base: Said = { title: 'Помощь', h1: ['Вопросы'], h2: ['ответы'], phone: '', body: text(0, 60) }
    const printOf = (change: Partial<Said>) => learnBaseline(summaryOf({ ...base, ...change }))?.print
    const prints = [
      printOf({}),
      printOf({ h1: ['Вопросы', 'ответы'], h2: [] }),
      printOf({ h1: [], h2: ['Вопросы', 'ответы'] }),
      printOf({ phone: '88001234567' }),
      printOf({ body: `${text(0, 60)} 1` }),
    ]
    expect(new Set(prints).size).toBe(prints.length)
  })

  it('with more words than are kept names those that come next, as the long way does', () => {
    const page = { title: 'Помощь', h1: [], h2: [], phone: '', body: text(0, 200) }
    const known = stored(learnBaseline(summaryOf(page)))
    const drift = known && compareWithBaseline(known, summaryOf(page))
    expect(drift).toMatchObject({ kept: 1, vanishedWords: [] })
    expect(drift?.newWords).toHaveLength(8)
  })
})

describe('what is remembered of a page', () => {
  const page = (body = text(0, 60)) =>
    summaryOf({ title: 'Помощь', h1: ['Вопросы'], h2: ['Ответы'], phone: '88001234567', body })
  const learned = (): PageMemory => {
    const memory = learnPage(pageEvidence(page()))
    if (!memory) throw new Error('nothing was learned')
    return stored(memory)
  }

  it('is nothing new where all of it is known', () => {
    expect(learnPage(pageEvidence(page()), learned())).toBeNull()
    const marked = [{ text: 'вопросы', found: true, foundBefore: true }]
    const known = { ...learned(), markers: ['вопросы'] }
    expect(learnPage(pageEvidence(page(), { markers: marked }), known)).toBeNull()
    expect(learnPage({ ...pageEvidence(page()), page: null }, learned())).toBeNull()
  })

  it.each<[string, Partial<PageKindEvidence>]>([
    ['its words changed', { page: page(text(3, 60)) }],
    ['its title changed', { page: { ...page(), title: 'Справка' } }],
    ['its heading changed', { page: { ...page(), h1: ['Что нового'] } }],
    ['its number changed', { page: { ...page(), contacts: ['8007654321'] } }],
    ['its language changed', { page: { ...page(), lang: 'en' } }],
    ['it moved', { finalUrl: 'https://shop.example/support' }],
    ['a marker came', { markers: [{ text: 'вопросы', found: true, foundBefore: false }] }],
  ])('is learned anew when %s', (_, change) => {
    const evidence = pageEvidence(page(), change)
    expect(learnPage(evidence, learned())).toEqual(learnPage(evidence))
    expect(learnPage(evidence, learned())).not.toBeNull()
  })

  it('is learned anew when a marker went', () => {
    const known = { ...learned(), markers: ['вопросы'] }
    expect(learnPage(pageEvidence(page()), known)?.markers).toEqual([])
  })

  it('from before fingerprints were kept stays valid, and gets one', () => {
    const { baseline, ...rest } = learned()
    const { print, next, ...before } = baseline ?? { headings: [], words: [], contacts: [] }
    const older: PageMemory = { ...rest, baseline: before }
    expect(compareWithBaseline(before, page())).toMatchObject({
      kept: 1,
      newWords: [],
    })
    expect(learnPage(pageEvidence(page()), older)).toEqual(learned())
    expect(learnPage(pageEvidence(page()), rest)).toEqual(learned())
  })
})
