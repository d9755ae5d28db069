import { expect, it } from 'vitest'
import { closestWord, didYouMean } from './closest-word.ts'

const kinds = ['page', 'form', 'telegram', 'vk', 'phone', 'email']

it('finds the word that was meant', () => {
  expect(closestWord('telegramm', kinds)).toBe('telegram')
  expect(closestWord('Phone', kinds)).toBe('phone')
  expect(closestWord('vkk', kinds)).toBe('vk')
})

it('guesses nothing where nothing is near', () => {
  expect(didYouMean('fax', kinds)).toBe('')
  expect(didYouMean('', kinds)).toBe('')
  expect(didYouMean('x'.repeat(10_000), kinds)).toBe('')
  expect(didYouMean('frm', kinds)).toBe(', did you mean "form"?')
})
