import type { Controls } from '../kind.ts'

/** Two of the largest channels, both Telegram's own; a name of random letters is nobody's. */
export const telegramControls: Controls = {
  alive: ['https://t.me/durov', 'https://t.me/telegram'],
  dead: (letters) => `https://t.me/${letters}`,
}
