import type { Kind } from './kind.ts'
import { netReasons } from './net-reasons.ts'
import { pageReasons } from './page-reasons.ts'

const ownReasons: Kind['reasons'] = {
  'input/invalid': {
    means: {
      ru: 'Значение записано так, что проверить его нельзя.',
      en: 'The value is written in a way that cannot be checked.',
    },
    next: {
      ru: 'Исправьте запись в базе знаний.',
      en: 'Correct the entry in the knowledge base.',
    },
  },
  'check/detector-suspended': {
    means: {
      ru: 'Проверка этого вида остановлена: она перестала отличать живое от мёртвого на контрольных примерах.',
      en: 'This kind of check is suspended: it no longer tells its control samples apart.',
    },
    next: {
      ru: 'Ничего не делайте с контактом. Сообщите тому, кто ведёт «На связи».',
      en: 'Leave the contact alone. Tell whoever runs Stillthere.',
    },
  },
  'check/vantages-disagree': {
    means: {
      ru: 'Отсюда и через другой выход в сеть видно разное. Чаще всего это ограничение для нашего адреса или региона.',
      en: 'What is seen from here and through another way out differs. Most often our address or region is being kept out.',
    },
    next: {
      ru: 'Откройте контакт там, где находятся ваши читатели, и отметьте, что увидели. Оба ответа записаны в проверке.',
      en: 'Open the contact where your readers are and attest what you see. Both answers stand in the check.',
    },
  },
  'check/failed': {
    means: {
      ru: 'Проверка не удалась по нашей вине.',
      en: 'The check failed through our own fault.',
    },
    next: {
      ru: 'Запустите проверку ещё раз. Повторяется — сообщите тому, кто ведёт «На связи».',
      en: 'Run the check again. If it repeats, tell whoever runs Stillthere.',
    },
  },
  'check/returned': {
    means: {
      ru: 'Контакт, который считался закрытым, снова отвечает.',
      en: 'A contact documented as discontinued answers again.',
    },
    next: {
      ru: 'Посмотрите, тот ли это владелец. Если да, верните контакт в справочник.',
      en: 'See whether the owner is the same. If so, publish the contact again.',
    },
  },
  'check/person-says-broken': {
    means: {
      ru: 'Человек проверил контакт и отметил: не работает.',
      en: 'A person tried the contact and attested that it does not work.',
    },
    next: {
      ru: 'Прочтите отметку. Замените контакт или снимите его.',
      en: 'Read the attestation. Replace the contact or retire it.',
    },
  },
}

/** Names of facts that the pipeline adds to a check of any kind. */
export const sharedFactLabels: Kind['factLabels'] = {
  vantage: { ru: 'Откуда что видно', en: 'Seen from' },
}

/** Texts of the codes that several kinds give: `net/`, `http/`, `page/`, `input/`, `check/`. */
export const sharedReasons: Kind['reasons'] = { ...netReasons, ...pageReasons, ...ownReasons }
