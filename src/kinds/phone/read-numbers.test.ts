import { describe, expect, it } from 'vitest'
import { readPrintedPage } from '../printed-page.ts'
import { readNumbers } from './read-numbers.ts'

const ours = '+78002347000'
const read = (html: string, value = ours) => readNumbers(readPrintedPage(html), value)

describe('readNumbers', () => {
  it('puts ours first, with its label, and tells all places where it stands', () => {
    const { listed, numbers } = read(
      `<p>Офис: +7 (495) 232-10-00</p><h3>Горячая линия</h3><p><a href="tel:88002347000">8 (800) 234-70-00</a></p>`,
    )
    expect(listed).toBe(true)
    expect(numbers[0]).toEqual({
      value: ours,
      sources: ['text', 'tel'],
      context: 'Горячая линия 8 (800) 234-70-00',
    })
    expect(numbers[1]?.value).toBe('+74952321000')
  })

  it.each([
    ['<p>Номер 8 800 234-70-00 больше не обслуживается.</p>', null],
    ['<p>8 (800) 234-70-00 — не работает с 2025 года</p>', null],
    ['<p>8 (800) 234-70-00</p><p>Горячая линия больше не работает, пишите в чат.</p>', null],
    ['<h2>Телефонная линия закрыта</h2><p>8 (800) 234-70-00</p>', null],
    ['<p>8 800 234-70-00. Обращайтесь только через чат в приложении.</p>', null],
    ['<p>С 1 марта 2026 года номер 8 800 234-70-00 отключат.</p>', null],
    ['<p>Номер 8 800 234-70-00 отключён, звоните 8 800 775-55-05.</p>', '+78007755505'],
    ['<p>The number 8 800 234-70-00 is no longer in service.</p>', null],
  ])('reads the notice in %s', (html, successor) => {
    expect(read(html).notice).toMatchObject({ successor })
  })

  it.each([
    '<p>8 800 234-70-00</p><p>Чат больше не работает.</p>',
    '<p>8 800 234-70-00. Если линия не работает, напишите нам.</p>',
    '<p>8 800 234-70-00. В праздничные дни линия не работает.</p>',
    '<p>8 800 234-70-00. Линия временно не работает.</p>',
    '<p>8 800 234-70-00. С 1 по 8 января телефон не работает.</p>',
    '<p>8 800 234-70-00. Линия не работает с 22:00 до 9:00.</p>',
    '<p>8 800 234-70-00. Телефон не закрыт.</p>',
    '<p>8 800 234-70-00. У конкурентов горячая линия отключена.</p>',
    '<p>Не работает телефон 8 800 234-70-00?</p>',
    '<p>8 800 775-55-05 больше не обслуживается</p><p>Горячая линия: 8 800 234-70-00</p>',
    '<p>Номер 8 800 775-55-05 отключён, звоните 8 800 234-70-00.</p>',
  ])('takes no notice from %s', (html) => {
    const { listed, notice } = read(html)
    expect({ listed, notice }).toEqual({ listed: true, notice: null })
  })

  it('reports a link that dials another number than it shows', () => {
    const { mismatch } = read('<a href="tel:+78007755505">8 (800) 234-70-00</a>')
    expect(mismatch).toEqual({ shown: ours, dials: '+78007755505' })
    expect(read('<a href="tel:8%28800%292347000">8 (800) 234-70-00</a>').mismatch).toBeNull()
  })

  it('wants the extension when the contact has one, and ignores extensions when it has none', () => {
    const page = '<p>+7 495 232-10-00 доб. 71953</p>'
    expect(read(page, '+74952321000;ext=71953').listed).toBe(true)
    expect(read(page, '+74952321000').listed).toBe(true)
    expect(read(page, '+74952321000;ext=1').listed).toBe(false)
  })
})
