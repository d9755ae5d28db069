/**
 * A text that PostgreSQL takes: no NUL, no half of a surrogate pair. Both come from pages, the second also
 * from cutting a text; either would make a whole transaction fail.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd')
}

/** How JSON writes what PostgreSQL does not take. */
const unstorable = /\\u(?:0000|d[89a-f])/

/** A value as JSON that a `jsonb` column takes. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Looking at every text costs ten times as much, and hardly any needs it. `undefined` is no JSON.
  if (json === undefined || !unstorable.test(json)) return json
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  )
}
