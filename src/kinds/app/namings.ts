import type { Naming } from '../kind.ts'

/** Support inside an application as articles name it. */
export const appNamings: readonly Naming[] = [
  {
    subtype: 'app',
    pattern:
      /(?<!\p{L})(?:(?:через|при\sпомощи|с\sпомощью|из)\s(?:\p{L}{4,15}\s)?приложени[еяю]|(?:via|through|in)\sthe\s(?:mobile\s)?app)(?!\p{L})/giu,
  },
]
