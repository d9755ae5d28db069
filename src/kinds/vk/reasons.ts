import type { Kind } from '../kind.ts'

/** Texts of the `vk/` codes. */
export const vkReasons: Kind['reasons'] = {
  'vk/not-found': {
    means: { ru: 'ВКонтакте отвечает, что такого имени нет.', en: 'VK answers that nobody has this name.' },
    next: {
      ru: 'Найдите новое имя сообщества на сайте владельца или снимите контакт.',
      en: 'Find the community’s new name on the owner’s site, or retire the contact.',
    },
  },
  'vk/deleted': {
    means: {
      ru: 'ВКонтакте сообщает, что страница удалена или не создана.',
      en: 'VK says that the page was deleted or never created.',
    },
    next: {
      ru: 'Снимите контакт или замените его новым сообществом владельца.',
      en: 'Retire the contact, or replace it with the owner’s new community.',
    },
  },
  'vk/banned': {
    means: {
      ru: 'Страница заблокирована или заморожена самой сетью.',
      en: 'VK itself has blocked or frozen the page.',
    },
    next: {
      ru: 'Уберите ссылку, пока страницу не вернут; спросите владельца.',
      en: 'Take the link out until the page is back; ask the owner.',
    },
  },
  'vk/login-wall': {
    means: {
      ru: 'Страницу показывают только вошедшим, или нас отправили на вход.',
      en: 'Shown to members only, or we were sent to the login.',
    },
    next: {
      ru: 'Откройте её под своей учётной записью и отметьте, что увидели.',
      en: 'Open it with your own account and attest what you see.',
    },
  },
  'vk/unrecognised': {
    means: {
      ru: 'Ответ не похож ни на одну известную страницу ВКонтакте, или открылся другой адрес.',
      en: 'The answer looks like no page of VK that we know, or another address opened.',
    },
    next: {
      ru: 'Проверьте сами. Если так со всеми, сообщите тому, кто ведёт «На связи».',
      en: 'Check it yourself. If all do this, tell whoever runs Stillthere.',
    },
  },
}
