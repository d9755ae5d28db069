import type { Alert, AlertedContact, Attempt } from '../../src/alerts/alert.ts'
import type { ReasonText } from '../../src/kinds/kind.ts'

/** An hotline that failed three times; every part can be replaced. */
export function alertedContact(over: Partial<AlertedContact> = {}): AlertedContact {
  return {
    id: 'ozon/phone-free',
    kind: 'phone',
    marketplace: { ru: 'Ozon', en: 'Ozon' },
    label: { ru: 'Горячая линия', en: 'Hotline' },
    value: '+78002347000',
    status: 'broken',
    importance: 'normal',
    code: 'phone/not-listed',
    failingSinceAt: new Date('2026-11-19T09:05:00Z'),
    recoveredAt: null,
    attempts: [
      attempt({ at: new Date('2026-11-22T09:05:00Z'), via: 'browser' }),
      attempt({ at: new Date('2026-11-21T09:05:00Z') }),
      attempt({
        at: new Date('2026-11-20T09:05:00Z'),
        httpStatus: 404,
        finalUrl: 'https://docs.ozon.ru/gone/',
      }),
      attempt({ at: new Date('2026-11-19T09:05:00Z') }),
    ],
    documentedIn: [
      { title: 'Поддержка Ozon: все способы связи', url: 'https://workspace.ru/blog/podderzhka-ozon/' },
      { title: 'https://docs.ozon.ru/common/contacts/', url: 'https://docs.ozon.ru/common/contacts/' },
    ],
    suggestion: null,
    pageUrl: 'https://monitor.example/contacts/ozon/phone-free',
    ...over,
  }
}

export function attempt(over: Partial<Attempt> = {}): Attempt {
  return {
    at: new Date('2026-11-22T09:05:00Z'),
    verdict: 'changed',
    code: 'phone/not-listed',
    message: 'the number is not printed on the page',
    via: 'http',
    httpStatus: 200,
    finalUrl: null,
    facts: [],
    ...over,
  }
}

export function alertOf(contacts: AlertedContact[], over: Partial<Alert> = {}): Alert {
  return {
    incidentId: 42,
    edge: 'opened',
    openedAt: new Date('2026-11-22T09:05:00Z'),
    resolvedAt: null,
    contacts,
    incidentUrl: 'https://monitor.example/incidents/42',
    host: null,
    subjectCovers: contacts.length,
    ...over,
  }
}

/** Texts of two codes; any other code is unknown. */
export function reasonText(code: string): ReasonText | undefined {
  return texts[code]
}

const texts: Record<string, ReasonText> = {
  'phone/not-listed': {
    means: {
      ru: 'На странице владельца этого номера больше нет: раньше он там был.',
      en: 'The owner’s page no longer prints this number: it used to.',
    },
    next: {
      ru: 'Откройте страницу владельца и найдите новый номер.',
      en: 'Open the owner’s page and find the new number.',
    },
  },
  'http/not-found': {
    means: { ru: 'Страницы нет, сайт отвечает кодом 404.', en: 'The page is gone, the site answers 404.' },
    next: { ru: 'Найдите новый адрес.', en: 'Find the new address.' },
  },
}
