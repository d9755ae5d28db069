import type { Naming } from '../kind.ts'

/** Communities as articles name them. */
export const vkNamings: readonly Naming[] = [
  {
    subtype: 'community',
    pattern:
      /(?<!\p{L})(?:(?:групп|сообществ|паблик|страниц|канал)\p{L}{0,3}\s(?:[^\s!?]{1,30}\s){0,3}(?:в|во)\s|(?:через|пишите в|написать в|группа|сообщество|via|on)\s)(?:вконтакте|вк|vk|vkontakte)(?!\p{L})/giu,
  },
]
