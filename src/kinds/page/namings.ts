import type { Naming } from '../kind.ts'

/** Pages whose link a copy of the article lost, and networks that are checked as pages. */
export const pageNamings: readonly Naming[] = [
  {
    subtype: 'link',
    givenBy: null,
    several: true,
    pattern:
      /(?<!\p{L})(?:по\s(?:этой\s|следующей\s)?ссылке|(?:через|на\sэтом)\sофициальн\p{L}{2,3}\sсайт\p{L}?|(?:follow|click|use|via)\s(?:the|this)\slink)(?!\p{L})/giu,
  },
  {
    subtype: 'instagram',
    givenBy: /instagram\.com/,
    pattern: /(?<!\p{L})(?:инстаграм{1,2}\p{L}{0,2}|instagram)(?!\p{L})/giu,
  },
  {
    subtype: 'odnoklassniki',
    givenBy: /\bok\.ru|odnoklassniki\.ru/,
    pattern: /(?<!\p{L})(?:одноклассник\p{L}{1,2}|odnoklassniki)(?!\p{L})/giu,
  },
]
