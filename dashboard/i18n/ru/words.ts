import type { Status } from '../../../src/domain/standing.ts'
import type { VerdictState } from '../../../src/domain/verdict.ts'
import type { Flag } from '../../../src/store/contacts.ts'
import { dayNumber, roundDuration } from '../duration.ts'
import { ruCount } from '../plural.ts'

const ordinals = [
  'первый',
  'второй',
  'третий',
  'четвёртый',
  'пятый',
  'шестой',
  'седьмой',
  'восьмой',
  'девятый',
  'десятый',
]

const units = {
  seconds: ['секунду', 'секунды', 'секунд'],
  minutes: ['минуту', 'минуты', 'минут'],
  hours: ['час', 'часа', 'часов'],
  days: ['день', 'дня', 'дней'],
} as const

function duration(ms: number): string {
  const { count, unit } = roundDuration(ms)
  const [one, few, many] = units[unit]
  return ruCount(count, one, few, many)
}

/** Words that more than one page uses. */
export const ruWords = {
  statuses: {
    broken: 'Сломан',
    changed: 'Изменился',
    down: 'Не отвечает',
    suspect: 'Под вопросом',
    unverifiable: 'Проверяет человек',
    unchecked: 'Ещё не проверен',
    retired: 'Закрыт',
    fresh: 'Работает',
  } satisfies Record<Status, string> as Record<Status, string>,
  statusMeanings: {
    broken:
      'Поломка подтверждена: проверки разными путями не удаются уже несколько дней. Об этом ушло письмо.',
    changed:
      'По адресу что-то есть, но не то, что описано: переезд, другой владелец, другой номер. Поправьте статью.',
    down: 'Не отвечает больше шести часов. Письма ещё нет: такие сбои часто проходят сами.',
    suspect: 'Последние проверки не удались. Проверяем ещё, прежде чем тревожить вас.',
    unverifiable: 'Машина проверить не может: звонок, вход по паролю или защита от роботов. Нужен человек.',
    unchecked: 'Контакт новый, первая проверка впереди.',
    retired: 'Описан как закрытый. Следим, не вернётся ли он.',
    fresh: 'Последняя проверка подтвердила: контакт на месте и такой, как описан.',
  } satisfies Record<Status, string> as Record<Status, string>,
  flags: {
    overdue: 'Давно не подтверждён',
    disputed: 'Источники спорят',
    muted: 'Без писем',
    flapping: 'То работает, то нет',
    silent: 'Давно молчит',
    acknowledged: 'В работе',
    gap: 'Ссылка утеряна',
  } satisfies Record<Flag, string> as Record<Flag, string>,
  verdicts: {
    alive: 'На месте',
    changed: 'Изменился',
    gone: 'Пропал',
    unknown: 'Не понять',
  } satisfies Record<VerdictState, string> as Record<VerdictState, string>,
  vias: { http: 'запрос HTTP', browser: 'браузер', dns: 'DNS', none: 'ничего не спрашивали' } as Record<
    string,
    string
  >,
  says: { works: 'работает', discontinued: 'закрыт', absent: 'такого нет', hours: 'часы работы' } as Record<
    string,
    string
  >,
  audiences: { seller: 'для продавцов', buyer: 'для покупателей', anyone: 'для всех' } as Record<
    string,
    string
  >,
  importances: { critical: 'важный', normal: 'обычный', minor: 'второстепенный' } as Record<string, string>,
  roles: { reader: 'читатель', editor: 'редактор', admin: 'администратор' } as Record<string, string>,
  duration,
  /** How long a trouble lasts: «уже 3 часа», «третий день». */
  heldFor: (ms: number): string => {
    const day = dayNumber(ms)
    if (day < 2) return `уже ${duration(ms)}`
    return `${ordinals[day - 1] ?? `${day}-й`} день`
  },
  contacts: (count: number): string => ruCount(count, 'контакт', 'контакта', 'контактов'),
  checks: (count: number): string => ruCount(count, 'проверка', 'проверки', 'проверок'),
  never: 'ни разу',
  gap: 'не указан: ссылка утеряна в источнике',
  phantom: 'Выдуманный контакт: его печатают только сайты-однодневки. Следим, чтобы он не попал в статьи.',
}
