import type { Kind } from './kind.ts'

/** Texts of the `page/` codes. */
export const pageReasons: Kind['reasons'] = {
  'page/wall': {
    means: {
      ru: 'Страницу закрывает защита от роботов. Люди её, скорее всего, видят.',
      en: 'A bot wall hides the page. People can probably see it.',
    },
    next: {
      ru: 'Откройте адрес сами и отметьте, работает ли он.',
      en: 'Open the address yourself and attest whether it works.',
    },
  },
  'page/login-wall': {
    means: {
      ru: 'Дальше пускают только с учётной записью.',
      en: 'Only an account gets any further.',
    },
    next: {
      ru: 'Войдите и проверьте сами; отметьте, что увидели.',
      en: 'Sign in, look, and attest what you see.',
    },
  },
  'page/geo-stub': {
    means: {
      ru: 'Вместо страницы заглушка: доступ ограничен там, откуда мы смотрим.',
      en: 'A stub stands in for the page: access is restricted from where we look.',
    },
    next: {
      ru: 'Откройте адрес там, где находятся ваши читатели.',
      en: 'Open the address where your readers are.',
    },
  },
  'page/soft-404': {
    means: {
      ru: 'Сайт отвечает «всё в порядке», но сама страница говорит, что её нет.',
      en: 'The site answers “fine”, but the page itself says that it is not there.',
    },
    next: {
      ru: 'Откройте адрес. Страницы нет — найдите новую или снимите контакт.',
      en: 'Open the address. If the page is gone, find the new one or retire the contact.',
    },
  },
  'page/parked': {
    identity: true,
    means: {
      ru: 'Домен никуда не ведёт: продаётся, не привязан или не оплачен.',
      en: 'The domain leads nowhere: for sale, unbound or unpaid.',
    },
    next: {
      ru: 'Уберите ссылку: домен может достаться кому угодно. Найдите новый адрес владельца.',
      en: 'Take the link out: anybody may get the domain. Find the owner’s new address.',
    },
  },
  'page/maintenance': {
    means: {
      ru: 'Сайт временно выключен владельцем или хостингом.',
      en: 'The site is switched off for now by its owner or hoster.',
    },
    next: {
      ru: 'Подождите. Если это надолго, спросите владельца.',
      en: 'Wait. If it lasts, ask the owner.',
    },
  },
  'page/moved': {
    means: {
      ru: 'Адрес переадресует на другой сайт.',
      en: 'The address redirects to another site.',
    },
    next: {
      ru: 'Убедитесь, что там тот же владелец, и замените адрес.',
      en: 'Make sure that the owner is the same and replace the address.',
    },
  },
  'page/home-redirect': {
    means: {
      ru: 'Вместо страницы открывается главная или раздел выше. Возможно, страницы больше нет.',
      en: 'The home page or a section above opens instead. The page may be gone.',
    },
    next: {
      ru: 'Найдите на сайте, куда делась страница.',
      en: 'Find on the site where the page went.',
    },
  },
  'page/empty-shell': {
    means: {
      ru: 'Страница пуста: её содержимое собирает браузер, и нам его увидеть не удалось.',
      en: 'The page is empty: its content is put together in a browser, and we could not see it.',
    },
    next: {
      ru: 'Откройте адрес и отметьте, что увидели.',
      en: 'Open the address and attest what you see.',
    },
  },
  'page/marker-missing': {
    means: {
      ru: 'Страница открывается, но слов, по которым её узнают, на ней нет.',
      en: 'The page opens, but lacks the words that it is known by.',
    },
    next: {
      ru: 'Посмотрите, о том ли она ещё. Да — исправьте приметы, нет — найдите новую.',
      en: 'See whether it is still about the same. If so, correct the markers; if not, find the new page.',
    },
  },
  'page/discontinued-notice': {
    means: {
      ru: 'Страница сама объявляет, что этот канал или сервис закрыт.',
      en: 'The page itself announces that this service is closed.',
    },
    next: {
      ru: 'Прочтите объявление: в нём часто назван новый контакт. Замените или снимите старый.',
      en: 'Read the notice: it often names the new contact. Replace or retire the old one.',
    },
  },
}
