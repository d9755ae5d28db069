import { describe, expect, it } from 'vitest'
import { alertedContact, alertOf, reasonText } from '../../test/support/alert-fixtures.ts'
import type { Language } from './moments.ts'
import { renderAlert } from './render.ts'

const to = 'editor@monitor.example'

function render(alert: Parameters<typeof renderAlert>[0], language: Language = 'ru') {
  return renderAlert(alert, {
    language,
    to,
    messageId: 'incident-42.opened.1',
    thread: [],
    reasonText,
  })
}

const recovered = { recoveredAt: new Date('2026-11-22T13:06:00Z'), status: 'fresh' as const }

describe('the subject', () => {
  it.each([
    ['ru', '[Сломан] Ozon · Горячая линия: На странице владельца этого номера больше нет'],
    ['en', '[Broken] Ozon · Hotline: The owner’s page no longer prints this number'],
  ] as const)('names state, object and cause (%s)', (language, expected) => {
    expect(render(alertOf([alertedContact()]), language).subject).toBe(expected)
  })

  it('says that a contact changed, not that it broke', () => {
    const alert = alertOf([alertedContact({ status: 'changed' })])
    expect(render(alert).subject).toMatch(/^\[Изменился\] Ozon · /)
    expect(render(alert, 'en').subject).toMatch(/^\[Changed\] Ozon · /)
    expect(render(alert).text.replace(/\n/g, ' ')).toContain(
      'изменился: с 19 ноября 2026, 12:05 МСК там не то, что записано.',
    )
    expect(render(alert, 'en').text.replace(/\n/g, ' ')).toContain(
      'has changed since 19 November 2026, 12:05 MSK',
    )
  })

  it('counts the contacts of a host', () => {
    const contacts = ['a', 'b', 'c'].map((id) => alertedContact({ id: `ozon/${id}` }))
    const alert = alertOf(contacts, { host: 'docs.ozon.ru' })
    expect(render(alert).subject).toMatch(/^\[Сломан\] Ozon · 3 контакта на docs\.ozon\.ru/)
    expect(render(alert, 'en').subject).toMatch(/^\[Broken\] Ozon · 3 contacts on docs\.ozon\.ru/)
  })

  it('changes nothing but the bracket within an incident, also when contacts joined and the value was mended', () => {
    const opened = render(alertOf([alertedContact()], { host: 'docs.ozon.ru' })).subject
    const later = [
      alertedContact({ ...recovered, value: '+78002347001' }),
      alertedContact({ id: 'ozon/b', label: { ru: 'Чат', en: 'Chat' }, ...recovered }),
    ]
    const resolved = render(
      alertOf(later, {
        edge: 'resolved',
        resolvedAt: recovered.recoveredAt,
        subjectCovers: 1,
        host: 'docs.ozon.ru',
      }),
    ).subject
    expect(resolved).toMatch(/^\[Исправлен\] /)
    expect(resolved.replace(/^\[.*?\]/, '')).toBe(opened.replace(/^\[.*?\]/, ''))
  })
})

describe('the text', () => {
  it('says what and since when first, then value, proof, places and advice, in that order', () => {
    const { text } = render(alertOf([alertedContact({ suggestion: '+78006660000' })]))
    const order = [
      'Контакт «Горячая линия» (Ozon) не работает с 19 ноября 2026, 12:05 МСК.',
      '+78002347000',
      'ЧТО СЛУЧИЛОСЬ',
      'ПОЧЕМУ МЫ ТАК СЧИТАЕМ',
      '22 ноября 2026, 12:05 МСК · браузер · HTTP 200',
      'HTTP 404',
      'ГДЕ ЗАПИСАН',
      'https://workspace.ru/blog/podderzhka-ozon/',
      'ЧТО СДЕЛАТЬ',
      'Откройте страницу владельца и найдите новый номер.',
      'Возможная замена: +78006660000',
      'https://monitor.example/contacts/ozon/phone-free',
      'https://monitor.example/incidents/42',
      '\n-- \n',
      to,
    ]
    const positions = order.map((part) => text.replace(/\n {2}/g, ' ').indexOf(part.replace(/\n {2}/g, ' ')))
    expect(positions).not.toContain(-1)
    expect(positions).toEqual([...positions].sort((a, b) => a - b))
    expect(text).not.toContain('19 ноября 2026, 12:05 МСК ·')
  })

  it('is the same in English', () => {
    const { text } = render(alertOf([alertedContact()]), 'en')
    expect(text.replace(/\n/g, ' ')).toContain(
      'The contact “Hotline” (Ozon) has not worked since 19 November 2026, 12:05 MSK.',
    )
    for (const heading of ['WHAT HAPPENED', 'WHY WE THINK SO', 'WHERE IT IS DOCUMENTED', 'WHAT TO DO']) {
      expect(text).toContain(heading)
    }
    expect(text).not.toMatch(/[а-я]{3}.*\bМСК/i)
  })

  it('tells of a recovery what works, since when, and how long it did not', () => {
    const alert = alertOf([alertedContact(recovered)], {
      edge: 'resolved',
      resolvedAt: recovered.recoveredAt,
    })
    const ru = render(alert).text.replace(/\n/g, ' ')
    expect(ru).toContain(
      'Контакт «Горячая линия» (Ozon) снова работает с 22 ноября 2026, 16:06 МСК. Перерыв: 3 дня 4 часа.',
    )
    const en = render(alert, 'en').text.replace(/\n/g, ' ')
    expect(en).toContain('works again, since 22 November 2026, 16:06 MSK. It was out for 3 days 4 hours.')
    expect(ru).not.toContain('HTTP')
  })

  it('does not say that a contact works which is closed again as documented', () => {
    const alert = alertOf([alertedContact({ ...recovered, status: 'retired' })], { edge: 'resolved' })
    expect(render(alert).text).toContain('снова закрыт')
    expect(render(alert).text).not.toContain('снова работает')
  })

  it('adds that the break is over when it ended before the mail went out', () => {
    const { text } = render(alertOf([alertedContact({ ...recovered, status: 'broken' })]))
    expect(text.replace(/\n/g, ' ')).toContain('Пока письмо ждало отправки, контакт снова заработал')
  })

  it('lists ten contacts of a large incident and counts the others', () => {
    const contacts = Array.from({ length: 23 }, (_, n) =>
      alertedContact({ pageUrl: `https://monitor.example/contacts/ozon/c${n}` }),
    )
    const { text } = render(alertOf(contacts, { host: 'ozon.ru' }))
    expect(text).toContain('23 контакта на ozon.ru (Ozon) не работают')
    expect(text.match(/\/contacts\/ozon\/c\d+/g)).toHaveLength(10)
    expect(text).toContain('и ещё 13')
  })

  it('names a gap and survives a contact of which nothing is known', () => {
    const bare = alertedContact({
      value: null,
      code: 'new/unheard-of',
      failingSinceAt: null,
      attempts: [],
      documentedIn: [],
    })
    const { text } = render(alertOf([bare]))
    expect(text).toContain('ссылка в источнике потеряна')
    expect(text).toContain('new/unheard-of')
    expect(text).not.toMatch(/undefined|null|ПОЧЕМУ|ГДЕ ЗАПИСАН/)
  })
})

describe('the HTML', () => {
  it('says everything that the text says', () => {
    const { text, html } = render(alertOf([alertedContact({ suggestion: 'https://ozon.ru/new?a=1&b=2' })]))
    for (const url of text.match(/https?:\/\/\S+/g) ?? []) expect(html).toContain(url.replace(/&/g, '&amp;'))
    expect(html).toContain('lang="ru"')
    expect(html).toContain('prefers-color-scheme: dark')
  })

  it('loads nothing and links only to the web', () => {
    const contact = alertedContact({
      value: 'javascript:alert(1)',
      documentedIn: [
        { title: 'a', url: 'data:text/html,x' },
        { title: 'b', url: 'https://ok:pass@evil.example/' },
      ],
    })
    const { html } = render(alertOf([contact]))
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
    expect(hrefs).toEqual([
      'https://monitor.example/contacts/ozon/phone-free',
      'https://monitor.example/incidents/42',
    ])
    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(|@import/i)
  })
})
