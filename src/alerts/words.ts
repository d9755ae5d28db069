import { formatMoment, type Language, plural } from './moments.ts'

/** What a mail announces: the worst that happened to its contacts, or their recovery. */
export type State = 'broken' | 'changed' | 'recovered'

/** Fixed texts of alerts in one language. Names that go in are cleaned already. */
export interface Words {
  product: string
  states: Record<State, string>
  /** `3 contacts on docs.ozon.ru` */
  several(count: number, host: string | null): string
  named(label: string, marketplace: string): string
  broken(what: string, count: number, since: Date | null): string
  changed(what: string, count: number, since: Date | null): string
  recovered(what: string, count: number, at: Date | null): string
  /** Ended because it is closed again, as documented. */
  closedAgain(what: string, at: Date | null): string
  lasted(span: string): string
  meanwhile(count: number, at: Date): string
  since(at: Date): string
  worksSince(at: Date): string
  what: string
  why: string
  documented: string
  toDo: string
  replacement(value: string): string
  afterRecovery: string
  gap: string
  answered: string
  noAnswer: string
  ways: Record<string, string>
  more(count: number): string
  openContact: string
  openIncident(id: number): string
  whyYou(address: string): string
}

const ru: Words = {
  product: 'На связи',
  states: { broken: 'Сломан', changed: 'Изменился', recovered: 'Исправлен' },
  several: (n, host) => `${contactsRu(n)}${host ? ` на ${host}` : ''}`,
  named: (label, marketplace) => `Контакт «${label}» (${marketplace})`,
  broken: (what, n, since) =>
    `${what} ${plural(n, 'ru', { one: 'не работает', many: 'не работают' })}${sinceRu(n, since)}.`,
  changed: (what, n, since) =>
    n === 1
      ? `${what} изменился:${sinceRu(n, since)} там не то, что записано.`
      : `${what} ${plural(n, 'ru', { one: 'изменился', many: 'изменились' })}: там не то, что записано${sinceRu(n, since)}.`,
  recovered: (what, n, at) =>
    `${what} ${plural(n, 'ru', { one: 'снова работает', many: 'снова работают' })}${at ? ` с ${moment(at, 'ru')}` : ''}.`,
  closedAgain: (what, at) =>
    `${what} снова закрыт, как и записано в базе знаний${at ? `, с ${moment(at, 'ru')}` : ''}.`,
  lasted: (span) => `Перерыв: ${span}.`,
  meanwhile: (n, at) =>
    `Пока письмо ждало отправки, ${plural(n, 'ru', { one: 'контакт снова заработал', many: 'контакты снова заработали' })}: ${moment(at, 'ru')}.`,
  since: (at) => `с ${moment(at, 'ru')}`,
  worksSince: (at) => `работает с ${moment(at, 'ru')}`,
  what: 'Что случилось',
  why: 'Почему мы так считаем',
  documented: 'Где записан',
  toDo: 'Что сделать',
  replacement: (value) => `Возможная замена: ${value}`,
  afterRecovery: 'Если вы убирали контакт из статей, его можно вернуть. Больше ничего делать не нужно.',
  gap: 'ссылка в источнике потеряна',
  answered: 'контакт на месте',
  noAnswer: 'ответа нет',
  ways: { http: 'запрос HTTP', browser: 'браузер', dns: 'запрос DNS', none: 'без запроса' },
  more: (n) => `и ещё ${n}: на странице инцидента`,
  openContact: 'Открыть контакт',
  openIncident: (id) => `Инцидент № ${id}`,
  whyYou: (address) =>
    `Вы получили это письмо, потому что ${address} стоит в списке получателей «На связи». Чтобы больше не получать таких писем, попросите администратора убрать адрес из списка.`,
}

const en: Words = {
  product: 'Stillthere',
  states: { broken: 'Broken', changed: 'Changed', recovered: 'Fixed' },
  several: (n, host) =>
    `${n} ${plural(n, 'en', { one: 'contact', many: 'contacts' })}${host ? ` on ${host}` : ''}`,
  named: (label, marketplace) => `The contact “${label}” (${marketplace})`,
  broken: (what, n, since) =>
    since
      ? `${what} ${plural(n, 'en', { one: 'has', many: 'have' })} not worked${sinceEn(n, since)}.`
      : `${what} ${plural(n, 'en', { one: 'does', many: 'do' })} not work.`,
  changed: (what, n, since) =>
    `${what} ${plural(n, 'en', { one: 'has', many: 'have' })} changed${sinceEn(n, since)}: what is there is not what is documented.`,
  recovered: (what, n, at) =>
    `${what} ${plural(n, 'en', { one: 'works', many: 'work' })} again${at ? `, since ${moment(at, 'en')}` : ''}.`,
  closedAgain: (what, at) =>
    `${what} is closed again, as the knowledge base says${at ? `, since ${moment(at, 'en')}` : ''}.`,
  lasted: (span) => `It was out for ${span}.`,
  meanwhile: (n, at) =>
    `While this mail waited to be sent, ${plural(n, 'en', { one: 'the contact', many: 'the contacts' })} recovered: ${moment(at, 'en')}.`,
  since: (at) => `since ${moment(at, 'en')}`,
  worksSince: (at) => `works since ${moment(at, 'en')}`,
  what: 'What happened',
  why: 'Why we think so',
  documented: 'Where it is documented',
  toDo: 'What to do',
  replacement: (value) => `A possible replacement: ${value}`,
  afterRecovery: 'If you took the contact out of articles, you can put it back. Nothing else is needed.',
  gap: 'the source lost its link',
  answered: 'the contact is there',
  noAnswer: 'no answer',
  ways: { http: 'HTTP request', browser: 'browser', dns: 'DNS request', none: 'nothing was asked' },
  more: (n) => `and ${n} more, on the page of the incident`,
  openContact: 'Open the contact',
  openIncident: (id) => `Incident ${id}`,
  whyYou: (address) =>
    `You get this mail because ${address} is on the list of recipients of Stillthere. To stop such mails, ask the administrator to take the address off the list.`,
}

/** The catalogue: one entry a language, complete by type. */
export const words: Record<Language, Words> = { ru, en }

const moment = formatMoment

function contactsRu(n: number): string {
  return `${n} ${plural(n, 'ru', { one: 'контакт', few: 'контакта', many: 'контактов' })}`
}

function sinceRu(n: number, at: Date | null): string {
  if (at === null) return ''
  return n === 1 ? ` с ${moment(at, 'ru')}` : `, первый — с ${moment(at, 'ru')}`
}

function sinceEn(n: number, at: Date | null): string {
  if (at === null) return ''
  return n === 1 ? ` since ${moment(at, 'en')}` : `, the first since ${moment(at, 'en')}`
}
