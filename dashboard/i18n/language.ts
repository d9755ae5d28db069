/** Languages of the pages; Russian is the product's first. */
export const languages = ['ru', 'en'] as const
export type Language = (typeof languages)[number]

/** The language a text names, if it is one of ours. */
export function asLanguage(text: string | null | undefined): Language | null {
  return languages.find((language) => language === text) ?? null
}

/**
 * The reader's language by `Accept-Language` (RFC 9110 section 12.5.4). Whoever asks for neither of ours
 * gets Russian.
 */
export function preferredLanguage(header: string | undefined): Language {
  const wished = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean)
      return { language: asLanguage(tag.trim().toLowerCase().split('-')[0]), weight: Number(weight ?? 1) }
    })
    .filter((wish) => wish.language !== null && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wished[0]?.language ?? 'ru'
}
