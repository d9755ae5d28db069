import { describe, expect, it } from 'vitest'
import { alertedContact, alertOf, attempt, reasonText } from '../../test/support/alert-fixtures.ts'
import { renderAlert } from './render.ts'
import { lineMax } from './wrap-lines.ts'

const hostile: [string, string][] = [
  ['a line break', 'x\r\nBcc: victim@evil.example\r\n\r\nbody'],
  ['other line separators', 'x\u2028Bcc: a@b\u2029\u0085\u000b\u000cBcc: a@b'],
  ['markup', `"><script>alert(1)</script><img src=x onerror='alert(1)'>`],
  ['marks that reorder', '\u202egnp.exe\u202c \u2066abc\u2069 \u200f\u061c'],
  ['marks that hide', 'a\u200b\u200d\u2060\ufeffb'],
  ['half a character', '\ud83d x \udc4d'],
  ['control characters', '\u0000\u0007\u001b[31mred\u007f'],
  ['a template', '{{constructor.constructor("return process")()}} <%= 7 %> {% raw %}'],
  ['five kilobytes without a space', 'Ж'.repeat(5_000)],
  ['five kilobytes of emoji', '👨‍👩‍👧'.repeat(700)],
  ['nothing but blanks', ' \t\u00a0 '],
]

function renderWith(text: string, language: 'ru' | 'en') {
  const contact = alertedContact({
    id: `ozon/${text}`,
    kind: text,
    marketplace: { ru: text, en: text },
    label: { ru: text, en: text },
    value: text,
    suggestion: text,
    documentedIn: [{ title: text, url: text }],
    attempts: [attempt({ verdict: text, code: text, message: text, via: text, finalUrl: text })],
  })
  const alerts = [
    alertOf([contact], { host: text }),
    alertOf([contact, alertedContact()], { host: text }),
    alertOf([contact], { edge: 'resolved', resolvedAt: new Date('2026-11-23T00:00:00Z') }),
  ]
  const options = { language, to: text, messageId: 'incident-42.opened.1', thread: [], reasonText }
  return alerts.map((alert) => renderAlert(alert, options))
}

describe.each(['ru', 'en'] as const)('names chosen to do harm (%s)', (language) => {
  it.each(hostile)('with %s leave the subject one line of at most 200 characters', (_, text) => {
    for (const { subject } of renderWith(text, language)) {
      expect(subject.length).toBeLessThanOrEqual(200)
      expect(subject).toMatch(/^\[\p{L}+\] [^\p{Cc}\p{Zl}\p{Zp}]*$/u)
      expect(subject).not.toMatch(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u)
    }
  })

  it.each(hostile)('with %s keep the text in short lines and out of its structure', (_, text) => {
    for (const message of renderWith(text, language)) {
      for (const line of message.text.split('\n')) {
        if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(lineMax)
        expect(line).not.toMatch(/\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069]/u)
      }
      expect(message.text.match(/^-- $/gm)).toHaveLength(1)
    }
  })

  it.each(hostile)('with %s stay text in the HTML', (_, text) => {
    const plain = renderWith('plain', language)
    renderWith(text, language).forEach(({ html }, at) => {
      const tags = (source = '') => source.match(/<(?!a |\/a>|li|\/li|ul|\/ul|p|\/p|h2|\/h2)[^>]*>/g) ?? []
      expect(tags(html)).toEqual(tags(plain[at]?.html))
      expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n]/u)
    })
  })

  it('are not expanded where they look like a template', () => {
    const [message] = renderWith('{{7*7}} {% raw %}', language)
    expect(message?.text).toContain('{{7*7}} {% raw %}')
    expect(message?.html).toContain('{{7*7}} {% raw %}')
  })
})

it('never breaks an address, however long', () => {
  const url = `https://docs.ozon.ru/${'long-path/'.repeat(30)}`
  const contact = alertedContact({ value: url, documentedIn: [{ title: 'Статья', url: `${url}?b` }] })
  const options = { language: 'ru', to: 'a@b.example', messageId: 'm', thread: [], reasonText } as const
  const lines = renderAlert(alertOf([contact]), options).text.split('\n')
  expect(lines).toContain(`  ${url}`)
  expect(lines).toContain(`  ${url}?b`)
})
