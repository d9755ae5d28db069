import type { Controls } from '../kind.ts'

/** Communities that VK keeps itself; a screen name of random letters is nobody's. */
export const vkControls: Controls = {
  alive: ['https://vk.com/vk', 'https://vk.com/team'],
  dead: (letters) => `https://vk.com/${letters}`,
}
