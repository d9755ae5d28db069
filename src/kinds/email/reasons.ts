import type { Kind } from '../kind.ts'

/** Texts of the `email/` codes. */
export const emailReasons: Kind['reasons'] = {
  'email/invalid': {
    means: {
      ru: 'Это не адрес электронной почты: опечатка, лишние знаки или буквы-двойники.',
      en: 'This is no e-mail address: a typing error, stray characters or look-alike letters.',
    },
    next: {
      ru: 'Сверьте адрес с источником и исправьте его в базе.',
      en: 'Compare the address with the source and correct it in the knowledge base.',
    },
  },
  'email/no-mail-server': {
    means: {
      ru: 'Письма на этот домен доставлять некуда: нет домена или почтового сервера, доступного извне.',
      en: 'Mail to this domain has nowhere to go: no such domain, or no mail server that can be reached.',
    },
    next: {
      ru: 'Найдите новый адрес на сайте владельца или снимите контакт.',
      en: "Find the new address on the owner's site or retire the contact.",
    },
  },
  'email/null-mx': {
    means: {
      ru: 'Домен прямо объявляет, что почту не принимает.',
      en: 'The domain itself declares that it accepts no mail.',
    },
    next: {
      ru: 'Адрес не работает: найдите новый или снимите контакт.',
      en: 'The address does not work: find the new one or retire the contact.',
    },
  },
  'email/not-listed': {
    means: {
      ru: 'Раньше владелец публиковал этот адрес на своих страницах, теперь его там нет.',
      en: 'The owner used to print this address on its pages and no longer does.',
    },
    next: {
      ru: 'Посмотрите, какой адрес указан теперь. Ящик может ещё работать, но владелец его больше не называет.',
      en: 'See which address is given now. The mailbox may still work, but its owner no longer names it.',
    },
  },
}
