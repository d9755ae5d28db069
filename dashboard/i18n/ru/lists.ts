import { ruCount, ruForm } from '../plural.ts'

/** Overview, list of contacts, incidents. */
export const ruLists = {
  /** The one sentence of the overview. */
  sentence: (n: {
    total: number
    attention: number
    suspect: number
    human: number
    fresh: number
  }): string => {
    if (n.total === 0) return 'Контактов ещё нет'
    if (n.fresh === n.total)
      return `Всё в порядке: ${ruCount(n.total, 'контакт', 'контакта', 'контактов')} на связи`
    const parts = [
      n.attention > 0 &&
        `${ruCount(n.attention, 'контакт', 'контакта', 'контактов')} ${ruForm(n.attention, 'требует', 'требуют', 'требуют')} правки`,
      n.suspect > 0 && `${n.suspect} под вопросом`,
      n.human > 0 && `${n.human} ${ruForm(n.human, 'ждёт', 'ждут', 'ждут')} человека`,
      n.fresh > 0 && `${n.fresh} ${ruForm(n.fresh, 'работает', 'работают', 'работают')}`,
    ].filter(Boolean)
    return parts.length > 0
      ? parts.join(', ')
      : `${ruCount(n.total, 'контакт', 'контакта', 'контактов')}: ждём первых проверок`
  },
  badge: (fresh: number, bad: number): string =>
    bad > 0 ? `требуют правки: ${bad}` : fresh > 0 ? `на связи: ${fresh}` : 'ждём проверок',
  lastLook: 'Последняя проверка',
  byStatus: 'По состоянию',
  needsHand: 'Требуют внимания',
  needsHandNone: 'Сломанного нет. Мы напишем, когда что-то сломается.',
  allOfThem: 'Показать все',
  byMarketplace: 'По площадкам',
  disputed: 'Источники спорят',
  disputedLead:
    'Одни пишут, что контакт работает, другие — что закрыт. Решите, кому верить, и поправьте базу знаний.',
  title: 'Контакты',
  filters: 'Отбор',
  status: 'Состояние',
  kind: 'Вид',
  marketplace: 'Площадка',
  flag: 'Пометка',
  words: 'Слова',
  any: 'любое',
  anyKind: 'любой',
  anyPlace: 'любая',
  apply: 'Показать',
  reset: 'Сбросить',
  attention: 'Требуют правки',
  confirmed: 'подтверждён',
  checked: 'проверен',
  attested: 'человеком',
  notConfirmed: 'ещё не подтверждён',
  firstPage: 'К началу списка',
  nextPage: 'Следующие 50',
  shown: (count: number, more: boolean): string =>
    more ? `Показаны ${count}, самые проблемные сверху` : ruCount(count, 'контакт', 'контакта', 'контактов'),
  emptyNever: 'Контактов ещё нет',
  emptyNeverWhat: 'Опишите контакты в файлах YAML в папке базы знаний: монитор прочтёт их сам.',
  emptyNeverHow: 'Как добавить контакт',
  emptyFiltered: 'Ничего не найдено',
  emptyFilteredWhat: 'Под этот отбор не подходит ни один контакт.',
  incidents: 'Инциденты',
  incidentsLead: 'Один инцидент — одна причина: если умер сайт, все его контакты собраны вместе.',
  open: 'Открытые',
  all: 'Все',
  incidentNoneOpen: 'Открытых инцидентов нет.',
  incidentNone: 'Инцидентов ещё не было.',
  incident: (id: number): string => `Инцидент ${id}`,
  causeHost: (host: string): string => `Сайт ${host}`,
  stateOpen: 'Открыт',
  stateResolved: 'Закрыт',
  lasted: (duration: string): string => `длился ${duration}`,
  older: 'Более ранние',
  affected: 'Задетые контакты',
  recovered: 'снова работает',
  mails: 'Письма',
  mailsNone: 'Писем по этому инциденту нет: получатели не заданы.',
  edges: { opened: 'о поломке', resolved: 'о починке', escalated: 'никто не взял' } as Record<string, string>,
  delivery: {
    pending: 'ждёт отправки',
    sent: 'отправлено',
    dead: 'не доставлено',
    withheld: 'не отправляли',
  } as Record<string, string>,
  attempts: (count: number): string => ruCount(count, 'попытка', 'попытки', 'попыток'),
}
