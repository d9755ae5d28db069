// Overrides of direction make a value look like another one; other controls have no business in a page.
const invisible = /[^\P{Cc}\t\n]|[\p{Bidi_Control}\u200b\u2060\ufeff]/gu

/** Text from outside, fit for a page: no controls that reorder it, at most `max` characters. */
export function cleanText(text: string, max = 300): string {
  const plain = text.replace(invisible, '')
  return plain.length > max ? `${plain.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…` : plain
}
