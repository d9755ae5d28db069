/** Marks that reorder or hide text on screen: directional marks, embeddings, isolates, zero-width characters. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** Characters that are no text: controls, line and paragraph separators, halves of a surrogate pair. */
const noText = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\p{Noncharacter_Code_Point}]/gu

/** Foreign text made safe to stand in a line of ours: no controls, nothing that reorders, at most `max` units. */
export function oneLine(text: string, max: number): string {
  // Cut before the work as well: what a stranger wrote may be megabytes.
  const kept = text
    .slice(0, max * 8)
    .replace(invisible, '')
    .replace(noText, ' ')
  return clip(kept.replace(/\s+/g, ' ').trim(), max)
}

/** Shortens to at most `max` UTF-16 units, an ellipsis included; never cuts a surrogate pair in two. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')
  return `${cut.trimEnd()}…`
}

/** An absolute http(s) address that may be made a link, else null. Credentials in it would only deceive. */
export function webLink(text: string | null): string | null {
  if (text === null || text.length > 2_000 || !URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  return isWeb && url.username === '' && url.password === '' ? url.href : null
}
