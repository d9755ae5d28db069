import type { Naming } from '../kind.ts'

/** Mailboxes as articles name them. */
export const emailNamings: readonly Naming[] = [
  {
    subtype: 'mailbox',
    pattern:
      /(?<!\p{L})(?:(?:по|через|на)\s(?:\p{L}{4,12}\s)?(?:электронн\p{L}{2,3}\s)?(?:почт[еу]|e-?mail|имейл\p{L}?)|by\se-?mail|support\se-?mail)(?!\p{L}|\sросси)/giu,
  },
]
