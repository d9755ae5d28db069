import { describe, expect, it } from 'vitest'
import type { FailureClass } from '../src/domain/patience.ts'
import { patienceOf } from '../src/domain/patience.ts'
import type { Status } from '../src/domain/standing.ts'
import type { CheckRow } from '../src/store/checks.ts'
import type { ContactDetail } from '../src/store/contacts.ts'
import type { View } from './env.ts'
import { explainStatus } from './explain-status.ts'
import { catalogueOf } from './i18n/catalogue.ts'

const now = new Date('2026-11-22T09:00:00Z')
const hourMs = 3_600_000
const view: View = {
  ...{ language: 'ru', t: catalogueOf('ru'), now, session: null, path: '/', banners: [], version: '0' },
}

function explain(
  status: Status,
  failureClass: FailureClass,
  hours: number,
  more: Partial<ContactDetail> = {},
  httpStatus = 404,
) {
  const episode = {
    startedAt: new Date(now.getTime() - hours * hourMs),
    failures: 6,
    classes: { [failureClass]: 6 },
    code: 'http/not-found' as const,
    suggestion: null,
    noisy: false,
  }
  const contact = {
    status,
    episode,
    word: null,
    recoveringSinceAt: null,
    ...more,
  } as unknown as ContactDetail
  return explainStatus(view, contact, { httpStatus } as CheckRow, patienceOf('balanced')).join(' ')
}

describe('why a contact stands as it does', () => {
  it('tells how long a suspicion has lasted and when it would be believed', () => {
    expect(explain('suspect', 'gone', 50)).toBe(
      'Ответ 404 держится третий день. Если так продлится ещё 22 часа, признаем контакт сломанным и напишем.',
    )
  })

  it('does not call a wall a break', () => {
    expect(explain('suspect', 'blocked', 24, {}, 403)).toContain('Поломкой это не считается')
  })

  it('speaks of a change where something else is there', () => {
    expect(explain('suspect', 'drift', 24, {}, 200)).toBe(
      'Сбой держится второй день. Если так продлится ещё 2 дня, признаем контакт изменившимся и напишем.',
    )
  })

  it('waits longer while much of the site fails, but not where a page is gone', () => {
    expect(explain('down', 'timeout', 24, { inWave: true }, 0)).toMatch(/ещё 9 дней.*многое на этом сайте/)
    expect(explain('suspect', 'gone', 50, { inWave: true })).not.toContain('многое на этом сайте')
  })

  it('does not call well what was seen to fail by our own fault', () => {
    const last = { verdict: 'unknown', httpStatus: null } as CheckRow
    const contact = { status: 'fresh', episode: null, word: null } as unknown as ContactDetail
    expect(explainStatus(view, contact, last, patienceOf('balanced'))[0]).toContain('не засчитана')
  })

  it('says that the next check decides where time is already up', () => {
    expect(explain('down', 'gone', 100)).toContain('Следующая такая же проверка')
  })

  it('puts a person’s word before everything', () => {
    const word = { says: 'works' as const, fingerprint: '', untilAt: new Date(now.getTime() + hourMs) }
    expect(explain('fresh', 'gone', 50, { word })).toBe(
      'Человек отметил: работает. Верим ему до 22 ноября 2026, 13:00 МСК, пока картина не изменится.',
    )
  })

  it('says what a recovery still waits for', () => {
    expect(explain('broken', 'gone', 90, { recoveringSinceAt: now })).toContain('Ещё одна удача')
  })
})
