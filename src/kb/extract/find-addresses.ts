/** A postal address as a fact; it is no contact that anything could check. */
export interface PostalPlace {
  kind: 'address'
  value: string
  start: number
  end: number
}

const street =
  '(?:ул(?:ица)?|пр(?:-?т|осп(?:ект)?)?|наб(?:ережная)?|пер(?:еулок)?|бул(?:ьвар)?|б-р|ш(?:оссе)?|пл(?:ощадь)?|проезд|тупик|аллея|линия)'
const house =
  '(?:д(?:ом)?\\.?\\s?)?\\d{1,4}[а-яё]?(?:[/-]\\d{1,3})?(?:,?\\s?(?:к(?:орп(?:ус)?)?|стр(?:оение)?|блок|оф(?:ис)?|пом|эт(?:аж)?)\\.?\\s?[\\dА-Яа-яA-Z]{1,4}){0,4}'
const word = '[А-ЯЁ0-9][\\p{L}\\d-]{1,25}'
const name = `(?:${word}|\\d{1,2}-[яй])(?:\\s[\\p{L}\\d-]{2,25}){0,2}`
const address = new RegExp(
  `(?<![\\p{L}\\d])(?:(\\d{6}),?\\s{1,2}(?:Россия,\\s)?)?(?:(?:[А-ЯЁ][\\p{L}-]{2,25}\\s(?:область|край|республика),\\s)?(?:г(?:ород|\\.)\\s?)?${word}(?:-на-${word})?,\\s)(?:${street}\\.?\\s${name}|${name}\\s${street}\\.?)(?:,\\s|\\s)${house}(?![\\p{L}\\d])`,
  'gu',
)

/** Russian postal addresses: city, street and house, with or without an index. */
export function findAddresses(text: string): PostalPlace[] {
  return [...text.matchAll(address)].map(({ index, 0: written }) => ({
    kind: 'address',
    value: written.replace(/\s+/g, ' ').trim(),
    start: index,
    end: index + written.length,
  }))
}
