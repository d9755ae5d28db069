import { z } from 'zod'
import { type PageEvidence, pageEvidence } from '../../walls/page-evidence.ts'
import type { Kind } from '../kind.ts'
import { observePage } from '../observe-page.ts'
import { vkControls } from './controls.ts'
import { judgeVk } from './judge.ts'
import { vkNamings } from './namings.ts'
import { parseVk, recogniseVk } from './parse-vk.ts'
import { vkReasons } from './reasons.ts'

const vkSettings = z.strictObject({})

export type VkSettings = z.infer<typeof vkSettings>

/** Communities and people on VK, as far as they can be seen without an account. */
export const vkKind: Kind<VkSettings, PageEvidence, null> = {
  name: 'vk',
  title: { ru: 'ВКонтакте', en: 'VK' },
  icon: '<path d="M3 7c.5 6 4 10 9 10V7M12 12c3 0 5-2 6-5M12 12c3 0 6 2 7 5"/>',
  settings: vkSettings,
  evidence: pageEvidence,
  checkEveryHours: 24,
  breaksPerYear: 0.2,
  recognise: recogniseVk,
  parse: parseVk,
  namings: vkNamings,
  hostOf: () => 'vk.com',
  // The shell that HTTP gets says as much as VK shows to strangers, and a made-up name proves nothing here.
  check: async ({ value }, tools) =>
    (await observePage(value, tools, { browserForShell: false, sibling: false })).observation,
  judge: judgeVk,
  learn: () => null,
  controls: vkControls,
  href: (value) => value,
  askPerson: {
    ru: 'Откройте сообщество под своей учётной записью: есть ли новые записи и можно ли написать?',
    en: 'Open the community with your own account: are there new posts, and can one write to it?',
  },
  reasons: vkReasons,
  factLabels: {
    title: { ru: 'Название', en: 'Title' },
    landedOn: { ru: 'Открылось', en: 'Landed on' },
    wall: { ru: 'Преграда', en: 'Wall' },
  },
}
