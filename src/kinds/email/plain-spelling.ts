const open = '[\\[({<«"*_]'
const shut = '[\\])}>»"*_]'
const at = '(?:at|@|собака|собачка|эт|sobaka|gav)'
const dot = '(?:dot|точка|tochka|\\.)'
const bracketedAt = new RegExp(` {0,2}${open} {0,2}${at} {0,2}${shut} {0,2}`, 'giu')
const bracketedDot = new RegExp(` {0,2}${open} {0,2}${dot} {0,2}${shut} {0,2}`, 'giu')
// Without brackets only words that no sentence uses between a name and a domain.
const spokenAt = /(?<=[\p{L}\p{N}]) {1,2}(?:собака|собачка|sobaka) {1,2}(?=[\p{L}\p{N}])/giu
const spokenDot =
  /(?<=[\p{L}\p{N}]) {1,2}(?:точка|tochka) {1,2}(?=(?:ru|рф|com|org|net|su|info|biz|by|kz)(?!\p{L}))/giu
const spacedAt = /(?<=[\p{L}\p{N}]) {1,2}@ {0,2}(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])@ {1,2}(?=[\p{L}\p{N}])/gu

/** A text with addresses that were spelled for people only, `help [at] shop (dot) ru`, as mail programs write them. */
export function spellPlainly(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll('＠', '@')
    .replace(bracketedAt, '@')
    .replace(bracketedDot, '.')
    .replace(spokenAt, '@')
    .replace(spokenDot, '.')
    .replace(spacedAt, '@')
}
