import { type RawBuilder, sql } from 'kysely'

/** In which order contacts are checked: another one than that in which they lie in their tables. */
export interface Order {
  /** SQL: the place in the day, from 0, of the contact whose number this SQL is. */
  placeOf(contact: string): RawBuilder<number>
  /** SQL: the number of the contact that has this place. */
  contactAt(place: string): RawBuilder<number>
}

/** Prime, and far from any share of the sizes that are measured. */
const stride = 7_919

/**
 * Scatters so many contacts over a day. Jitter does it to a real store within weeks; a bench that checks
 * neighbours in turn would measure a hundred rows of two pages.
 * @throws Error for a multiple of the stride, which would not reach every contact.
 */
export function orderOf(contacts: number): Order {
  if (contacts % stride === 0) throw new Error(`${contacts} contacts cannot be scattered by ${stride}`)
  const back = inverse(stride % contacts, contacts)
  const times = (text: string, factor: number) =>
    sql<number>`((${sql.raw(text)})::bigint * ${sql.lit(factor)} % ${sql.lit(contacts)})`
  return { placeOf: (contact) => times(contact, back), contactAt: (place) => times(place, stride) }
}

/** The number that times `value` leaves 1, modulo `modulus`: Euclid's way. */
function inverse(value: number, modulus: number): number {
  let [rest, next, factor, nextFactor] = [modulus, value, 0, 1]
  while (next !== 0) {
    const times = Math.floor(rest / next)
    ;[rest, next] = [next, rest - times * next]
    ;[factor, nextFactor] = [nextFactor, factor - times * nextFactor]
  }
  return ((factor % modulus) + modulus) % modulus
}
