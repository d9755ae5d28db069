import { z } from 'zod'
import type { Observation } from '../../domain/observation.ts'
import type { CheckTools, Kind, Target } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import { hostOfAddress } from '../web-address.ts'
import { type AppEvidence, appEvidence, judgeApp } from './judge.ts'
import { appNamings } from './namings.ts'
import { isStoreAddress, parseApp, recogniseApp } from './parse-app.ts'

const appSettings = z.strictObject({})

export type AppSettings = z.infer<typeof appSettings>

async function checkApp(
  { value }: Target<AppSettings, null>,
  tools: CheckTools,
): Promise<Observation<AppEvidence>> {
  if (isStoreAddress(value)) {
    const { observation } = await observePage(value, tools)
    return { ...observation, evidence: { value, store: observation.evidence } }
  }
  return {
    evidence: { value, store: null },
    facts: [],
    via: 'none',
    httpStatus: null,
    finalUrl: null,
    startedAt: tools.now,
    durationMs: 0,
    trace: ['nothing was asked: the value is a description'],
  }
}

/** Mobile applications: a page in a store, or a way through an application that only a person can go. */
export const appKind: Kind<AppSettings, AppEvidence, null> = {
  name: 'app',
  title: { ru: 'Приложение', en: 'App' },
  icon: '<rect x="7" y="2" width="10" height="20" rx="2"/><path d="M11 18h2"/>',
  settings: appSettings,
  evidence: appEvidence,
  checkEveryHours: 48,
  recognise: recogniseApp,
  parse: parseApp,
  namings: appNamings,
  hostOf: ({ value }) => hostOfAddress(value),
  check: checkApp,
  judge: judgeApp,
  learn: () => null,
  href: (value) => (isStoreAddress(value) ? value : null),
  askPerson: {
    ru: 'Откройте приложение и пройдите описанный путь: поддержка на месте?',
    en: 'Open the app and go the documented way: is support there?',
  },
  reasons: {
    'app/not-found': {
      means: {
        ru: 'В магазине такого приложения нет: его убрали или оно недоступно в этой стране.',
        en: 'The store has no such application: removed, or not offered in this country.',
      },
      next: {
        ru: 'Откройте страницу из своей страны. Нет и там — найдите новое приложение или снимите контакт.',
        en: 'Open the page from your own country. If it is missing there too, find the new app or retire the contact.',
      },
    },
    'app/needs-human': {
      means: {
        ru: 'Путь внутри приложения машина проверить не может.',
        en: 'A way inside an application cannot be checked by a machine.',
      },
      next: {
        ru: 'Пройдите его сами и отметьте результат.',
        en: 'Go it yourself and attest the result.',
      },
    },
  },
  factLabels: {
    title: { ru: 'Заголовок', en: 'Title' },
    landedOn: { ru: 'Открылось', en: 'Landed on' },
    wall: { ru: 'Преграда', en: 'Wall' },
  },
}
