import type { Naming } from '../kind.ts'

/** Forms as articles name them. */
export const formNamings: readonly Naming[] = [
  {
    subtype: 'form',
    several: true,
    pattern:
      /(?<!\p{L})(?:(?:есть|через|заполн\p{L}{2,5}|оставьте|отправ\p{L}{2,4}|по)\s(?:\p{L}{3,15}\s){0,2}форм(?:а|у|е|ой)|форм[аыуе]\s(?:(?:прямой|обратной)\s)?связи|форм[ау]\s(?:для\s)?(?:отправки|связи|обращени\p{L}|вопрос\p{L}{0,3}|жалоб\p{L}{0,2})|(?:contact|feedback|support|web|request|complaint)\sform|(?:fill\s(?:in|out)|via|through)\s(?:the|a|this)\sform)(?!\p{L})/giu,
  },
]
