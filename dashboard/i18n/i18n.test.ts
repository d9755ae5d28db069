import { describe, expect, it } from 'vitest'
import { catalogueOf } from './catalogue.ts'
import { preferredLanguage } from './language.ts'
import { calendarDay, exactTime, relativeTime, statedDay } from './moments.ts'
import { ruCount } from './plural.ts'

const hourMs = 3_600_000
const at = new Date('2026-11-22T09:05:00.000Z')

describe('the language of a reader', () => {
  it.each([
    [undefined, 'ru'],
    ['en-US,en;q=0.9,ru;q=0.8', 'en'],
    ['de, ru;q=0.5, en;q=0.7', 'en'],
    ['fr', 'ru'],
    ['en;q=0, ru;q=0.1', 'ru'],
    [';;;,=q', 'ru'],
  ])('%s reads %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language)
  })
})

describe('Russian words', () => {
  it.each([
    [1, '1 контакт'],
    [3, '3 контакта'],
    [11, '11 контактов'],
    [21, '21 контакт'],
    [112, '112 контактов'],
  ])('%i takes its noun', (count, text) => {
    expect(ruCount(count, 'контакт', 'контакта', 'контактов')).toBe(text)
  })

  it('counts days of trouble by their ordinal and hours by number', () => {
    const { heldFor } = catalogueOf('ru').words
    expect(heldFor(3 * hourMs)).toBe('уже 3 часа')
    expect(heldFor(50 * hourMs)).toBe('третий день')
    expect(heldFor(300 * hourMs)).toBe('13-й день')
  })

  it('says the state of everything in one sentence', () => {
    const { sentence } = catalogueOf('ru').lists
    expect(sentence({ total: 27, attention: 1, suspect: 0, human: 5, fresh: 21 })).toBe(
      '1 контакт требует правки, 5 ждут человека, 21 работает',
    )
    expect(sentence({ total: 2, attention: 0, suspect: 0, human: 0, fresh: 2 })).toBe(
      'Всё в порядке: 2 контакта на связи',
    )
    expect(sentence({ total: 0, attention: 0, suspect: 0, human: 0, fresh: 0 })).toBe('Контактов ещё нет')
  })
})

describe('English words', () => {
  it('have ordinals and plurals of their own', () => {
    const { heldFor, contacts } = catalogueOf('en').words
    expect(heldFor(50 * hourMs)).toBe('for the 3rd day')
    expect(heldFor(11 * 24 * hourMs)).toBe('for the 12th day')
    expect(contacts(1)).toBe('1 contact')
    expect(contacts(2)).toBe('2 contacts')
  })
})

describe('moments', () => {
  it('are told in Moscow time, with the zone in words', () => {
    expect(exactTime(at, 'ru')).toBe('22 ноября 2026, 12:05 МСК')
    expect(exactTime(at, 'en')).toBe('22 November 2026, 12:05 MSK')
    expect(calendarDay(new Date('2026-11-22T22:00:00Z'), 'ru')).toBe('23 ноября 2026')
  })

  it('are told relative to now, in both directions', () => {
    expect(relativeTime(new Date(at.getTime() - 3 * hourMs), at, 'ru')).toBe('3 часа назад')
    expect(relativeTime(new Date(at.getTime() + 5 * 60_000), at, 'ru')).toBe('через 5 минут')
    expect(relativeTime(at, at, 'en')).toBe('just now')
  })

  it('stay as written where a source states less than a day', () => {
    expect(statedDay('2026-10-01', 'ru')).toBe('1 октября 2026')
    expect(statedDay('2026-10', 'ru')).toBe('2026-10')
    expect(statedDay('2026-99-99', 'ru')).toBe('2026-99-99')
  })
})
