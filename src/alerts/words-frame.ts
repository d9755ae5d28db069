import { type Language, plural } from './moments.ts'

/** Fixed texts of a letter that are not about one incident, in one language. */
export interface FrameWords {
  /** Words in the bracket of the subject, and on the pill. */
  brackets: Record<'digest' | 'group' | 'reminder' | 'people' | 'monitor' | 'test' | 'escalated', string>
  digestSubject(open: number, fixed: number): string
  groupSubject(count: number, where: string, edge: 'opened' | 'resolved'): string
  reminderSubject(count: number): string
  peopleSubject(count: number): string
  testSubject: string
  digestLead(count: number): string
  groupLead(count: number, where: string, edge: 'opened' | 'resolved'): string
  reminderLead(count: number): string
  peopleLead(count: number): string
  testLead: string
  escalatedLead(hours: string): string
  identity: string
  identityNote: string
  flappingNote: string
  broken: string
  changed: string
  fixed: string
  meanwhile: string
  stillBroken: string
  askPerson: string
  lastVerified(at: string | null): string
  more(count: number): string
  openDashboard: string
  openQueue: string
  actions: Record<'acknowledge' | 'recheck' | 'works' | 'mute', string>
  actionsLead: string
  unsubscribe: string
  settingsNote: string
  monitor: Record<MonitorTrouble, { starts: string; ends: string; toDo: string }>
}

/** What can be wrong with the monitor itself. */
export type MonitorTrouble = 'offline' | 'run-fails' | 'lagging' | 'no-checker' | 'channel'

const contactsRu = (n: number) =>
  `${n} ${plural(n, 'ru', { one: 'контакт', few: 'контакта', many: 'контактов' })}`
const contactsEn = (n: number) => `${n} ${plural(n, 'en', { one: 'contact', many: 'contacts' })}`

const ru: FrameWords = {
  brackets: {
    digest: 'Сводка',
    group: 'Сломаны',
    reminder: 'Всё ещё сломаны',
    people: 'Нужен человек',
    monitor: 'Монитор',
    test: 'Проба',
    escalated: 'Никто не взял',
  },
  digestSubject: (open, fixed) =>
    open === 0
      ? `всё исправлено: ${fixed}`
      : `требуют внимания: ${open}${fixed ? `, исправлены: ${fixed}` : ''}`,
  groupSubject: (n, where, edge) =>
    `${where} · ${contactsRu(n)} ${edge === 'opened' ? 'сразу' : 'снова работают'}`,
  reminderSubject: (n) => `${contactsRu(n)} ${plural(n, 'ru', { one: 'ждёт', many: 'ждут' })} правки`,
  peopleSubject: (n) =>
    `${contactsRu(n)} ${plural(n, 'ru', { one: 'проверит', many: 'проверит' })} только человек`,
  testSubject: 'письма доходят',
  digestLead: (n) =>
    `Новости о ${n} ${plural(n, 'ru', { one: 'контакте', many: 'контактах' })} с прошлого письма.`,
  groupLead: (n, where, edge) =>
    edge === 'opened'
      ? `${contactsRu(n)} (${where}) сломались почти одновременно: похоже на одну причину.`
      : `${contactsRu(n)} (${where}) снова работают.`,
  reminderLead: (n) =>
    `${contactsRu(n)} всё ещё не ${plural(n, 'ru', { one: 'работает', many: 'работают' })}. Худшие сверху.`,
  peopleLead: (n) =>
    `${contactsRu(n)} машина проверить не может. Позвоните или зайдите и отметьте результат.`,
  testLead: 'Это пробное письмо. Оно дошло, значит, и письма о поломках дойдут.',
  escalatedLead: (span) => `Инцидент открыт ${span}, и никто не взял его в работу.`,
  identity: 'Под этим адресом теперь кто-то другой',
  identityNote: 'Похоже, у адреса сменился владелец. Не отправляйте туда читателей, пока не убедитесь.',
  flappingNote:
    'Контакт то пропадает, то возвращается: это третий раз за месяц. О следующем сообщим, только если он не вернётся за неделю.',
  broken: 'Сломались',
  changed: 'Изменились',
  fixed: 'Исправлены',
  meanwhile: 'Сломались и уже исправлены',
  stillBroken: 'Всё ещё сломаны',
  askPerson: 'Проверить человеку',
  lastVerified: (at) => (at ? `человек проверял ${at}` : 'человек ещё не проверял'),
  more: (n) => `и ещё ${n}: в списке на сайте`,
  openDashboard: 'Открыть список',
  openQueue: 'Открыть список для человека',
  actions: {
    acknowledge: 'Взять в работу',
    recheck: 'Проверить снова',
    works: 'Не поломка',
    mute: 'Пауза 7 дней',
  },
  actionsLead: 'Что сделать одним нажатием',
  unsubscribe: 'Больше не присылать',
  settingsNote: 'Что и когда присылать, настраивает администратор.',
  monitor: {
    offline: {
      starts: 'У монитора нет связи с интернетом. Поломки сейчас никому не засчитываются, проверки ждут.',
      ends: 'Связь с интернетом вернулась. Проверки идут.',
      toDo: 'Проверьте сеть машины, на которой работает монитор.',
    },
    'run-fails': {
      starts:
        'Не отвечает сразу слишком много разных контактов. Новые поломки пока никому не засчитываются, не дольше суток.',
      ends: 'Контакты снова отвечают как обычно. Поломки засчитываются.',
      toDo: 'Проверьте выход в интернет с этой машины, прокси и недавние обновления монитора.',
    },
    lagging: {
      starts: 'Проверки не успевают: самая старая ждёт слишком долго. Данные стареют.',
      ends: 'Проверки снова успевают.',
      toDo: 'Запустите ещё один процесс «stillthere worker» или проверьте, чем занята машина.',
    },
    'no-checker': {
      starts: 'Ни один процесс проверки не подаёт признаков жизни. Данные стареют.',
      ends: 'Процессы проверки снова работают.',
      toDo: 'Запустите «stillthere up» или «stillthere worker».',
    },
    channel: {
      starts: 'Один из способов доставки не работает. Письма ждут и уйдут, когда он заработает.',
      ends: 'Способ доставки снова работает.',
      toDo: 'Проверьте настройки почтового сервера; его ответ виден на странице «Письма».',
    },
  },
}

const en: FrameWords = {
  brackets: {
    digest: 'Digest',
    group: 'Broken',
    reminder: 'Still broken',
    people: 'Needs a person',
    monitor: 'Monitor',
    test: 'Test',
    escalated: 'Nobody took it',
  },
  digestSubject: (open, fixed) =>
    open === 0 ? `all fixed: ${fixed}` : `need a hand: ${open}${fixed ? `, fixed: ${fixed}` : ''}`,
  groupSubject: (n, where, edge) =>
    `${where} · ${contactsEn(n)} ${edge === 'opened' ? 'at once' : 'work again'}`,
  reminderSubject: (n) => `${contactsEn(n)} ${plural(n, 'en', { one: 'waits', many: 'wait' })} for a fix`,
  peopleSubject: (n) => `${contactsEn(n)} that only a person can verify`,
  testSubject: 'mail arrives',
  digestLead: (n) => `News of ${contactsEn(n)} since the last mail.`,
  groupLead: (n, where, edge) =>
    edge === 'opened'
      ? `${contactsEn(n)} (${where}) broke at almost the same time, which looks like one cause.`
      : `${contactsEn(n)} (${where}) work again.`,
  reminderLead: (n) =>
    `${contactsEn(n)} still ${plural(n, 'en', { one: 'does', many: 'do' })} not work. Worst first.`,
  peopleLead: (n) => `No machine can verify ${contactsEn(n)}. Call or look, and note what you found.`,
  testLead: 'This is a test. It arrived, so mails about breaks will arrive too.',
  escalatedLead: (span) => `The incident has been open for ${span}, and nobody took it.`,
  identity: 'Somebody else is at this address now',
  identityNote: 'The address seems to have a new owner. Send no readers there until you are sure.',
  flappingNote:
    'The contact comes and goes: this is the third time in a month. You will hear of the next one only if it lasts for a week.',
  broken: 'Broke',
  changed: 'Changed',
  fixed: 'Fixed',
  meanwhile: 'Broke and are fixed already',
  stillBroken: 'Still broken',
  askPerson: 'For a person to verify',
  lastVerified: (at) => (at ? `verified by a person ${at}` : 'never verified by a person'),
  more: (n) => `and ${n} more, in the list on the site`,
  openDashboard: 'Open the list',
  openQueue: 'Open the list for people',
  actions: { acknowledge: 'Take it', recheck: 'Check again', works: 'Not a break', mute: 'Mute for 7 days' },
  actionsLead: 'With one press',
  unsubscribe: 'Stop these mails',
  settingsNote: 'The administrator sets what is sent and when.',
  monitor: {
    offline: {
      starts:
        'The monitor has no connection to the internet. Nothing is held against a contact, checks wait.',
      ends: 'The connection is back. Checks are running.',
      toDo: 'Check the network of the machine that the monitor runs on.',
    },
    'run-fails': {
      starts:
        'Too many different contacts fail at once. New failures are held against nobody for now, for a day at most.',
      ends: 'Contacts answer as usual again. Failures count.',
      toDo: 'Check the way out of this machine, proxies, and what was updated on the monitor lately.',
    },
    lagging: {
      starts: 'Checks are falling behind: the oldest has waited too long. The data are ageing.',
      ends: 'Checks keep up again.',
      toDo: 'Start another “stillthere worker”, or see what the machine is busy with.',
    },
    'no-checker': {
      starts: 'No checking process shows a sign of life. The data are ageing.',
      ends: 'Checking processes are at work again.',
      toDo: 'Start “stillthere up” or “stillthere worker”.',
    },
    channel: {
      starts: 'One way of delivery does not work. Mails wait and go out when it does.',
      ends: 'The way of delivery works again.',
      toDo: 'Check the settings of the mail server; its answer is on the page “Mails”.',
    },
  },
}

/** The catalogue: one entry a language, complete by type. */
export const frameWords: Record<Language, FrameWords> = { ru, en }
