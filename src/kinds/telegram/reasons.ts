import type { Kind } from '../kind.ts'

/** Texts of the `telegram/` codes. */
export const telegramReasons: Kind['reasons'] = {
  'telegram/no-such-name': {
    means: {
      ru: 'Telegram показывает пустую карточку: открытого канала, чата или бота с таким именем нет.',
      en: 'Telegram shows an empty card: no public channel, chat or bot has this name.',
    },
    next: {
      ru: 'Откройте ссылку в приложении. Если и там пусто, найдите новое имя на сайте владельца или снимите контакт.',
      en: "Open the link in the app. If it is empty there too, find the new name on the owner's site or retire the contact.",
    },
  },
  'telegram/other-kind': {
    identity: true,
    means: {
      ru: 'Имя занято, но за ним теперь другое: например, человек вместо канала. Имена перекупают и перехватывают.',
      en: 'The name is taken, but by something else: a person where a channel was, say. Names are sold and taken over.',
    },
    next: {
      ru: 'Не отправляйте туда читателей, пока не убедитесь, что это тот же владелец. Верно — исправьте ожидаемый вид.',
      en: 'Send no readers there until you are sure that the owner is the same. If so, correct the expected kind.',
    },
  },
  'telegram/renamed': {
    identity: true,
    means: {
      ru: 'Название совсем не похоже на прежнее: канал переименовали или имя досталось другому.',
      en: 'The title has nothing in common with the earlier one: renamed, or the name went to somebody else.',
    },
    next: {
      ru: 'Посмотрите последние записи. Владелец прежний — запишите новое название, чужой — снимите контакт.',
      en: 'Look at the latest posts. Same owner: note the new title. A stranger: retire the contact.',
    },
  },
  'telegram/restricted': {
    means: {
      ru: 'Telegram не показывает страницу с нашего адреса: ограничение по стране или по правилам. Сам контакт существует.',
      en: 'Telegram does not show the page from our address: a regional or policy restriction. The contact itself exists.',
    },
    next: {
      ru: 'Откройте ссылку там, где находятся ваши читатели, и отметьте, что увидели.',
      en: 'Open the link where your readers are and attest what you see.',
    },
  },
  'telegram/silent': {
    means: {
      ru: 'Канал на месте, но в нём давно нет новых записей.',
      en: 'The channel is there, but nothing new has been posted for a long time.',
    },
    next: {
      ru: 'Проверьте, не переехал ли владелец: последняя запись часто называет новый адрес.',
      en: 'See whether the owner has moved: the last post often names the new address.',
    },
  },
  'telegram/invite-unknown': {
    means: {
      ru: 'Приглашение не раскрывается: истекло, отозвано или чат закрыт от предпросмотра. Снаружи это не различить.',
      en: 'The invitation does not unfold: expired, withdrawn, or the chat hides its preview. From outside these look alike.',
    },
    next: {
      ru: 'Откройте приглашение в приложении. Не работает — возьмите у владельца новое.',
      en: 'Open the invitation in the app. If it does not work, get a new one from the owner.',
    },
  },
  'telegram/unrecognised': {
    means: {
      ru: 'Ответ не похож ни на одну известную карточку Telegram: новая вёрстка, заглушка или обрезанная страница.',
      en: 'The answer looks like no card of Telegram that we know: a new layout, a stub or a page cut short.',
    },
    next: {
      ru: 'Проверьте контакт сами. Если так со всеми контактами Telegram, сообщите тому, кто ведёт «На связи».',
      en: 'Check the contact yourself. If all Telegram contacts do this, tell whoever runs Stillthere.',
    },
  },
}
