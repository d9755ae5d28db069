import type { Controls } from '../kind.ts'

/** Only DNS is asked, so any mailbox of a large mail domain will do; nothing is ever sent to it. */
export const emailControls: Controls = {
  alive: ['postmaster@yandex.ru', 'postmaster@gmail.com', 'postmaster@mail.ru'],
  // Under a real zone: a resolver or a provider that invents answers does so for these.
  dead: (letters) => `postmaster@${letters}.ru`,
}
