import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatNational,
  isValidPhone,
  parsePhone,
  parseTelLink,
  recognisePhone,
  typeOfPhone,
} from './parse-phone.ts'

describe('parsePhone', () => {
  it.each([
    ['8 (800) 234-70-00', '+78002347000'],
    ['8 800 234-70-00', '+78002347000'],
    ['8-800-234-70-00', '+78002347000'],
    ['88002347000', '+78002347000'],
    ['+7 800 234 70 00', '+78002347000'],
    ['tel:8%28800%292347000', '+78002347000'],
    ['tel:+7-800-234-70-00', '+78002347000'],
    ['+ 7 (495) 009-70-70', '+74950097070'],
    ['+7\u00a0(495)\u00a0009\u201170\u201170', '+74950097070'],
    ['+7 (495) 232\u221210\u221200', '+74952321000'],
    ['7 495 009-70-70', '+74950097070'],
    ['(495) 009-70-70', '+74950097070'],
    ['810 7 495 009 70 70', '+74950097070'],
    ['+٧ ٤٩٥ ٠٠٩ ٧٠ ٧٠', '+74950097070'],
    ['+375 29 123-45-67', '+375291234567'],
    ['тел.: 8 (495) 009-70-70.', '+74950097070'],
    ['+7 495 232-10-00 доб. 71953', '+74952321000;ext=71953'],
    ['+7 495 232-10-00 (доб. 71953)', '+74952321000;ext=71953'],
    ['+7 495 232-10-00, вн. 105', '+74952321000;ext=105'],
    ['+7 495 232-10-00 внутр. 105', '+74952321000;ext=105'],
    ['+7 495 232-10-00 x105', '+74952321000;ext=105'],
    ['tel:+74952321000;ext=105', '+74952321000;ext=105'],
    ['112', '112'],
    ['900', '900'],
    ['06-11', '0611'],
    ['*111#', '*111#'],
  ])('reads %s as %s', (written, value) => {
    expect(parsePhone(written)).toEqual({ ok: true, value })
  })

  it.each([
    ['', /empty/],
    ['+8 800 234 70 00', /did you mean \+78002347000/],
    ['8-800-FLOWERS', /letters in the number/],
    ['+7 (495) OO9-7O-7O', /letters instead of digits/],
    ['+7 (495) ОО9-7О-7О', /letters instead of digits/],
    ['ИНН 7712263726', /register number/],
    ['7712263726', /tax number/],
    ['артикул 89261234567', /register number/],
    ['009-70-70', /area code is missing/],
    ['8 495 00', /incomplete/],
    ['8 800 234-70-00; 8 495 009-70-70', /more than one number/],
    ['позвоните нам', /letters/],
    ['+7 495 009 70 70 70 70 70 70', /no numbering plan/],
  ])('refuses %j and says why', (written, problem) => {
    expect(parsePhone(written)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })

  it('never throws, and what it accepts it accepts again unchanged', () => {
    const phoneLike = fc.string({ unit: fc.constantFrom(...'0123456789+-() ;,#*%доб.ext=tel:') })
    fc.assert(
      fc.property(fc.oneof(phoneLike, fc.string({ unit: 'binary' })), (text) => {
        recognisePhone(text)
        const parsed = parsePhone(text)
        if (parsed.ok) expect(parsePhone(parsed.value)).toEqual(parsed)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('recognisePhone', () => {
  it('takes what cannot be anything else', () => {
    for (const phone of [
      'tel:88002347000',
      '+7 800 234-70-00',
      '8 (800) 234-70-00',
      '8-800-234-70-00',
      '88002347000',
    ])
      expect(recognisePhone(phone)).toBe('+78002347000')
    expect(recognisePhone('+ 7 (495) 009-70-70')).toBe('+74950097070')
    expect(recognisePhone('tel:112')).toBe('112')
  })

  it('leaves everything else alone', () => {
    for (const other of [
      '112',
      '7712263726',
      '009-70-70',
      'https://ozon.ru/78002347000',
      '2026-11-22',
      '8',
      '+7',
    ])
      expect(recognisePhone(other)).toBeNull()
  })
})

describe('numbers', () => {
  it('has types, national spelling and validity', () => {
    expect(typeOfPhone('+78002347000')).toBe('toll_free')
    expect(typeOfPhone('0611')).toBe('short_code')
    expect(formatNational('+78002347000')).toBe('8 (800) 234-70-00')
    expect(isValidPhone('+71234567890')).toBe(false)
    expect(isValidPhone('+78002347000')).toBe(true)
  })

  it('reads tel: links with pauses and extensions', () => {
    expect(parseTelLink('8%28800%292347000')).toBe('+78002347000')
    expect(parseTelLink('+74952321000,,105')).toBe('+74952321000')
    expect(parseTelLink('+74952321000;ext=105')).toBe('+74952321000;ext=105')
    expect(parseTelLink('звоните')).toBeNull()
  })
})
