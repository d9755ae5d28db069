import type { Kind } from '../kind.ts'

/** Texts of the `phone/` codes. */
export const phoneReasons: Kind['reasons'] = {
  'phone/not-listed': {
    means: {
      ru: 'На страницах владельца этого номера нет.',
      en: "The owner's pages do not print this number.",
    },
    next: {
      ru: 'Проверьте раздел контактов на сайте владельца и позвоните. Номера больше нет — снимите контакт.',
      en: "Look at the owner's contact page and call. If the number is gone, retire the contact.",
    },
  },
  'phone/replaced': {
    identity: true,
    means: {
      ru: 'На месте этого номера владелец теперь публикует другой.',
      en: 'The owner prints another number in the place of this one.',
    },
    next: {
      ru: 'Позвоните по новому номеру и, если он верен, примите замену.',
      en: 'Call the new number and, if it is right, accept the replacement.',
    },
  },
  'phone/discontinued-notice': {
    means: {
      ru: 'Владелец пишет рядом с номером, что он больше не обслуживается, или вычеркнул его.',
      en: 'Beside the number the owner says that it is no longer served, or has struck it out.',
    },
    next: {
      ru: 'Прочтите объявление: снимите контакт или замените его тем, который там назван.',
      en: 'Read the notice: retire the contact or replace it by the one that is named there.',
    },
  },
  'phone/invalid': {
    means: {
      ru: 'Такого номера не может быть: его нет ни в одном плане нумерации.',
      en: 'There can be no such number: no numbering plan has it.',
    },
    next: {
      ru: 'Сверьте цифры с источником: чаще всего это опечатка или не тот код города.',
      en: 'Compare the digits with the source: most often a typing error or a wrong area code.',
    },
  },
  'phone/unassigned': {
    means: {
      ru: 'Диапазон, в который входит номер, не выделен ни одному оператору.',
      en: 'The range of this number is not allocated to any operator.',
    },
    next: {
      ru: 'Скорее всего, номер не работает. Сверьте его с источником и позвоните.',
      en: 'The number most likely does not work. Compare it with the source and call.',
    },
  },
  'phone/needs-human': {
    means: {
      ru: 'Не указана страница владельца с этим номером, а звонить программа не может.',
      en: "No page of the owner's is known that prints this number, and a machine cannot call.",
    },
    next: {
      ru: 'Позвоните и отметьте результат. Ещё лучше — добавьте страницу, на которой номер опубликован.',
      en: 'Call and attest what you heard. Better still, add the page that prints the number.',
    },
  },
}
