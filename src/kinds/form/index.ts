import type { Kind } from '../kind.ts'
import { hostOfAddress, parseWebAddress, recogniseWebAddress } from '../web-address.ts'
import { checkForm } from './check.ts'
import {
  type FormEvidence,
  type FormMemory,
  type FormSettings,
  formEvidence,
  formSettings,
} from './evidence.ts'
import { judgeForm } from './judge.ts'
import { formNamings } from './namings.ts'

const formServices = /^https?:\/\/(?:forms\.yandex\.(?:ru|com)\/|docs\.google\.com\/forms\/|forms\.gle\/)/

/** Contact forms and questionnaires: on a page, in a frame, or with a service of forms. */
export const formKind: Kind<FormSettings, FormEvidence, FormMemory> = {
  name: 'form',
  title: { ru: 'Форма', en: 'Form' },
  icon: '<rect x="4" y="3" width="16" height="18" rx="2"/><path d="M8 8h8M8 12h8M13 17h3"/>',
  settings: formSettings,
  evidence: formEvidence,
  checkEveryHours: 24,
  recognise: (text) => {
    const address = recogniseWebAddress(text)
    return address && formServices.test(address) ? address : null
  },
  parse: parseWebAddress,
  namings: formNamings,
  hostOf: ({ value }) => hostOfAddress(value),
  check: checkForm,
  judge: judgeForm,
  learn: ({ form, page, via }) =>
    form && { fields: form.fields, action: form.action, via, ...(page?.title && { title: page.title }) },
  href: (value) => value,
  askPerson: {
    ru: 'Откройте форму: её можно заполнить, и кнопка отправки на месте? Отправлять ничего не нужно.',
    en: 'Open the form: can it be filled in, and is the button there? Do not send anything.',
  },
  reasons: {
    'form/missing': {
      means: {
        ru: 'Страница открывается, но формы на ней больше нет.',
        en: 'The page opens, but the form is not on it any more.',
      },
      next: {
        ru: 'Найдите, куда её перенесли, и замените адрес, или снимите контакт.',
        en: 'Find where it went and replace the address, or retire the contact.',
      },
    },
    'form/changed': {
      means: {
        ru: 'Форма другая: пропали поля или данные уходят на чужой сайт.',
        en: 'It is another form: fields are missing, or it sends to a different site.',
      },
      next: {
        ru: 'Откройте форму и решите, та ли она. Да — подтвердите, нет — замените адрес.',
        en: 'Open the form and decide whether it is the same. If so, attest it; if not, replace the address.',
      },
    },
  },
  factLabels: {
    fields: { ru: 'Поля', en: 'Fields' },
    frame: { ru: 'Встроенная форма', en: 'Embedded form' },
    title: { ru: 'Заголовок', en: 'Title' },
    landedOn: { ru: 'Открылось', en: 'Landed on' },
    wall: { ru: 'Преграда', en: 'Wall' },
  },
}
