import { z } from 'zod'
import { type PageEvidence, type PageKnown, pageEvidence } from '../../walls/page-evidence.ts'
import type { Kind } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import { judgeMax, nameOn } from './judge.ts'
import { parseMax, recogniseMax } from './parse-name.ts'

const maxSettings = z.strictObject({})
type MaxSettings = z.infer<typeof maxSettings>

/** Channels in the messenger MAX, seen through their public page. */
export const maxKind: Kind<MaxSettings, PageEvidence, PageKnown> = {
  name: 'max',
  title: { ru: 'MAX', en: 'MAX' },
  icon: '<path d="M12 4a8 8 0 1 1-4 14.9L4 20l1.1-4A8 8 0 0 1 12 4z"/><path d="M9 15v-5l3 3 3-3v5"/>',
  settings: maxSettings,
  evidence: pageEvidence,
  checkEveryHours: 24,
  recognise: recogniseMax,
  parse: parseMax,
  hostOf: () => 'max.ru',
  check: async (target, tools) =>
    (await observePage(target.value, tools, { known: target.memory })).observation,
  judge: judgeMax,
  learn: ({ page, finalUrl }) =>
    page && { title: nameOn(page) ?? page.title, h1: page.h1[0] ?? null, finalUrl, lang: page.lang },
  href: (value) => value,
  askPerson: {
    ru: 'Откройте ссылку в MAX: тот ли это канал и есть ли в нём новые записи?',
    en: 'Open the link in MAX: is it the right channel, and is anything new in it?',
  },
  reasons: {},
  factLabels: {
    title: { ru: 'Название', en: 'Title' },
    landedOn: { ru: 'Привело на', en: 'Led to' },
    wall: { ru: 'Преграда', en: 'Wall' },
  },
}
