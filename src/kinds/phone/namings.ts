import type { Naming } from '../kind.ts'

/** Phones as articles name them. */
export const phoneNamings: readonly Naming[] = [
  {
    subtype: 'line',
    pattern:
      /(?<!\p{L})(?:(?:горяч|выделенн|телефонн)\p{L}{2,3}\sлини\p{L}{1,3}|телефонн\p{L}{2,3}\sномер\p{L}{0,3}|(?:номер\p{L}{0,3}\s)?телефон\p{L}{0,3}\s(?:горячей\sлинии|(?:службы\s)?поддержки|колл-?центра)|(?:по|на)\s(?:\p{L}{2,15}\s){0,2}(?:номер\p{L}{0,2}|телефон\p{L}{0,2})(?!\s(?:заказ|карт|телефона\s(?:покупател|получател)))|(?:колл|call)-?\s?центр\p{L}{0,2}|hotline|help\s?line|phone\ssupport|support\s(?:phone|line)|by\sphone|call\sus)(?!\p{L})/giu,
  },
]
