import type { Naming } from '../kind.ts'

/** Chats on a site or behind a login as articles name them. */
export const cabinetNamings: readonly Naming[] = [
  {
    subtype: 'chat',
    pattern:
      /(?<!\p{L})(?:онлайн-чат\p{L}{0,3}|чат\p{L}{0,3}\s(?:на\sсайте|(?:тех)?поддержки|с\s(?:оператором|поддержкой)|в\s(?:личном\s)?кабинете)|окн\p{L}{1,3}\sчата|(?:live|online|support)\schat|chat\s(?:on\sthe\s(?:site|website)|with\ssupport))(?!\p{L})/giu,
  },
  {
    subtype: 'question',
    pattern: /(?<!\p{L})зада(?:йте|ть|вайте)[^.!?\n]{0,25}\s(?:тех)?поддержк[еиу](?!\p{L})/giu,
  },
]
