import { z } from 'zod'
import type { PageKnown } from '../../walls/page-evidence.ts'
import type { Kind } from '../kind.ts'
import { checkMax } from './check.ts'
import { type MaxEvidence, maxEvidence } from './evidence.ts'
import { judgeMax, nameOn } from './judge.ts'
import { parseMax, recogniseMax } from './parse-name.ts'

const maxSettings = z.strictObject({})
type MaxSettings = z.infer<typeof maxSettings>

/** Channels in the messenger MAX, seen through their public page. */
export const maxKind: Kind<MaxSettings, MaxEvidence, PageKnown> = {
  name: 'max',
  title: { ru: 'MAX', en: 'MAX' },
  icon: '<path d="M12 4a8 8 0 1 1-4 14.9L4 20l1.1-4A8 8 0 0 1 12 4z"/><path d="M9 15v-5l3 3 3-3v5"/>',
  settings: maxSettings,
  evidence: maxEvidence,
  checkEveryHours: 24,
  breaksPerYear: 0.8,
  recognise: recogniseMax,
  parse: parseMax,
  hostOf: () => 'max.ru',
  check: checkMax,
  judge: judgeMax,
  learn: ({ page, finalUrl }) =>
    page && { title: nameOn(page) ?? page.title, h1: page.h1[0] ?? null, finalUrl, lang: page.lang },
  href: (value) => value,
  askPerson: {
    ru: 'Откройте ссылку в приложении MAX: тот ли это владелец, есть ли новые записи, отвечает ли бот или чат?',
    en: 'Open the link in the MAX app: is it the same owner, is anything new there, does the bot or chat answer?',
  },
  reasons: {},
  factLabels: {
    title: { ru: 'Название', en: 'Title' },
    landedOn: { ru: 'Привело на', en: 'Led to' },
    wall: { ru: 'Преграда', en: 'Wall' },
  },
}
