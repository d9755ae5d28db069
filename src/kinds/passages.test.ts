import { expect, it } from 'vitest'
import { excerpt, passageAt, splitSentences } from './passages.ts'

const passageOf = (text: string, words: string) => {
  const start = text.indexOf(words)
  return passageAt(text, start, start + words.length)
}

it('joins sentences that an abbreviation split', () => {
  expect(splitSentences('Пишите на ул. Мира, д. 5. Звоните по тел. 112. Конец.')).toEqual([
    'Пишите на ул. Мира, д. 5. ',
    'Звоните по тел. 112. ',
    'Конец.',
  ])
})

it('gives the sentence, the rest of its block and the blocks around it', () => {
  const text =
    'Далеко.\n\nГорячая линия\nРаботаем всегда. Звоните 8 800. Не стесняйтесь.\n\nПишите.\nЕщё дальше.'
  expect(passageOf(text, '8 800')).toEqual({
    sentence: 'Звоните 8 800. ',
    at: 8,
    label: 'Горячая линия',
    nearby: ['Работаем всегда. ', 'Не стесняйтесь.', 'Горячая линия', 'Пишите.'],
  })
})

it('shows the label of a bare number and at most 200 characters', () => {
  expect(excerpt(passageOf('Горячая линия\n8 800', '8 800'))).toBe('Горячая линия 8 800')
  const long = `${'слово '.repeat(200)}8 800 ${'слово '.repeat(200)}`
  const shown = excerpt(passageOf(long, '8 800'))
  expect(shown).toContain('8 800')
  expect(shown.length).toBeLessThanOrEqual(200)
})

it('takes places at both ends of a text', () => {
  expect(passageAt('8 800', 0, 5).sentence).toBe('8 800')
  expect(passageAt('', 0, 0)).toEqual({ sentence: '', at: 0, label: '', nearby: [] })
})
