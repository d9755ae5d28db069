const russian = new Intl.PluralRules('ru')
const english = new Intl.PluralRules('en')

/** Russian forms: 1 контакт, 3 контакта, 11 контактов. */
export function ruForm(count: number, one: string, few: string, many: string): string {
  const form = russian.select(count)
  return form === 'one' ? one : form === 'few' ? few : many
}

/** A number with its Russian noun. */
export function ruCount(count: number, one: string, few: string, many: string): string {
  return `${count} ${ruForm(count, one, few, many)}`
}

/** A number with its English noun; the plural takes an s unless given. */
export function enCount(count: number, one: string, other = `${one}s`): string {
  return `${count} ${english.select(count) === 'one' ? one : other}`
}
