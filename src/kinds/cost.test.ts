import { expect, test } from 'vitest'
import { fill, findSlow, isSlow } from '../../test/verdicts/attack-patterns.ts'
import { digestPage } from '../walls/page-digest.ts'
import { summarise } from '../walls/page-evidence.ts'
import { findNotice } from './discontinued.ts'
import { findForm } from './form/find-form.ts'
import { findClosedForm } from './form/hosted-forms.ts'
import { learnBaseline } from './page/baseline.ts'
import { findClosingNotice } from './page/closing-notice.ts'
import { readVkPhrase, vkPhrases } from './vk/vk-phrases.ts'
import { parseWebAddress, recogniseWebAddress } from './web-address.ts'

const url = 'https://shop.example/'
const limitMs = 100

test('no phrase of VK is super-linear', () => {
  expect(
    findSlow(
      vkPhrases.map(({ pattern }) => pattern),
      limitMs,
    ),
  ).toEqual([])
})

test.each([
  'уважаемые продавцы, ',
  'внимание! ',
  'с 1 марта 2025 ',
  'сервис больше не ',
  'наш сайт закрыт',
  'форма больше не принимает ответы ',
  'номер телефона линия ',
  'this form is no longer ',
  'номер не работает',
  'a. ',
  '\n',
  '((((',
  'https://a.',
])('no reader of sentences is super-linear in “%s”', (unit) => {
  const attack = fill(unit)
  const page = { title: attack, h1: [attack], text: attack, textLength: 900 }
  // `passages.ts` cuts lines, and so sentences, to this length.
  const sentence = attack.slice(0, 4000)
  const readers: [string, () => unknown][] = [
    ['closing notice', () => findClosingNotice(page)],
    ['closed form', () => findClosedForm(page)],
    ['phone notice', () => findNotice(sentence, 'phone', true)],
    ['address notice', () => findNotice(sentence, 'email', true)],
    ['vk', () => readVkPhrase(page)],
    ['baseline', () => learnBaseline(summarise(digestPage(`<h1>${attack}</h1><p>${attack}`, url)))],
    [
      'form',
      () => findForm(digestPage(`<form id="${attack}"><input name="${attack}"><button>`, url).forms, null),
    ],
    ['address', () => [parseWebAddress(attack), recogniseWebAddress(attack)]],
  ]
  const slow = readers.filter(([, run]) => isSlow(run, limitMs)).map(([name]) => name)
  expect(slow).toEqual([])
})
