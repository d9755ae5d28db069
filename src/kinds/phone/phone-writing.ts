/** Words before digits that make them anything but a phone. */
const registers =
  /(?<!\p{L})(?:инн|огрн(?:ип)?|кпп|бик|окпо|оквэд|октмо|окато|снилс|артикул\p{L}{0,2}|арт|заказ\p{L}{0,3}|сч[её]т\p{L}{0,2}|р\/с|к\/с|код(?:\sтовара)?|товар\p{L}{0,2}|накладн\p{L}{2,3}|трек\p{L}{0,4}|договор\p{L}{0,2}|полис\p{L}{0,2}|лицензи\p{L}{1,2}|штрих-?код\p{L}{0,2}|isbn|ean|upc|sku|id|№|inn|ogrn|order)[\s.:№#()-]{0,6}$/iu

/** Words after digits that make them a sum, a measure or a share. */
const measures =
  /^\s{0,3}(?:₽|руб|р\.|коп|€|\$|usd|rub|шт|кг|гр?\.|тонн|км|мм|см|м²|м2|кв\.|%|чел|лет|год|дн[ея]|просмотр|подписчик)/iu

/**
 * Whether digits are grouped as people write phones: the first group after a leading 7 or 8 is an area code, or
 * all of it is one run. Sums are grouped from the right (`8 002 347 000`), and a run without any grouping after
 * «ИНН» or «артикул» is a register number.
 */
export function isWrittenAsPhone(text: string, start: number, end: number): boolean {
  const written = text.slice(start, end)
  if (measures.test(text.slice(end, end + 20))) return false
  // Decimals and sums go on before the match: `1 000 8 800 …` is no list of phones, but `…-70-00 8 495` is.
  if (/\d[.,]$/.test(text.slice(Math.max(0, start - 2), start))) return false
  if (/^\s{0,2}\+/.test(written)) return true
  const groups = written.match(/\d+/g) ?? []
  if (groups.length === 1) return !registers.test(text.slice(Math.max(0, start - 30), start))
  return startsWithAreaCode(groups)
}

function startsWithAreaCode([first = '', ...rest]: readonly string[]): boolean {
  const length = first.length + rest.join('').length
  const hasPrefix = length === 11 && /^[78]/.test(first)
  if (!hasPrefix) return first.length >= 3
  return (first.length === 1 ? (rest[0] ?? '') : first.slice(1)).length >= 3
}
