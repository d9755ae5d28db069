/** Cyrillic letters that a reader cannot tell from Latin ones. */
const latinOf: Readonly<Record<string, string>> = Object.fromEntries(
  'аa вb еe кk мm нh оo рp сc тt уy хx ѕs іi јj һh ԁd ԛq ԝw'.split(' ').map(([a = '', b = '']) => [a, b]),
)

/**
 * The Latin name that a domain looks like, if one of its labels is made of Cyrillic look-alikes only: `сосо.ru`
 * for coco.ru. Names in plain Cyrillic (`яндекс.рф`) look like nothing else.
 * @param domain in its own script
 */
export function lookAlikeOf(domain: string): string | null {
  const labels = domain.toLowerCase().split('.')
  // Under a Cyrillic ending nobody expects Latin letters.
  if (/\p{Script=Cyrillic}/u.test(labels.at(-1) ?? '')) return null
  const latin = labels.map(latinLabel)
  return latin.every((label, i) => label === labels[i]) ? null : latin.join('.')
}

function latinLabel(label: string): string {
  const letters = [...label]
  const deceives = letters.every((letter) => letter in latinOf || /[\d-]/.test(letter))
  return deceives ? letters.map((letter) => latinOf[letter] ?? letter).join('') : label
}
