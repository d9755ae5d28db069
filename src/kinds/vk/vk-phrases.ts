/** What short pages of VK say, lower case, е for ё. Read in this order. */
export const vkPhrases = [
  { means: 'rate', pattern: /загрузить более одной однотипной страницы в секунду|too many requests/ },
  { means: 'geo', pattern: /материал заблокирован на территории|is blocked in your (?:country|region)/ },
  {
    means: 'deleted',
    pattern: /страница удалена|page (?:is|has been) (?:either )?deleted|has not been created yet/,
  },
  {
    means: 'closed',
    pattern:
      /закрытая группа|частное сообщество|закрытый профиль|мне исполнилось 18|private (?:community|group|profile)|closed group/,
  },
  { means: 'frozen', pattern: /подозрительную активность|suspicious activity/ },
  {
    means: 'banned',
    pattern:
      /(?:сообщество|страница|группа|профиль|пользователь) заблокирован[аоы]?|заблокировано в связи с возможным нарушением|(?:community|page|profile|user) (?:is|has been|was) (?:blocked|banned)/,
  },
  { means: 'missing', pattern: /404 not found|page not found|страница не найдена/ },
] as const

export type VkPhrase = (typeof vkPhrases)[number]['means']

/** Longer pages show a community, and its posts may say anything. */
const shortLimit = 1500

/** What a short page of VK says of itself, or null. */
export function readVkPhrase(page: { title: string; text: string; textLength: number }): VkPhrase | null {
  if (page.textLength > shortLimit) return null
  const plain = `${page.title}\n${page.text}`
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s\u00a0]+/g, ' ')
  return vkPhrases.find(({ pattern }) => pattern.test(plain))?.means ?? null
}
