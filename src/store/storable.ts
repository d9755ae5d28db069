/**
 * A text that PostgreSQL takes: no NUL, no half of a surrogate pair. Both come from pages, the second also
 * from cutting a text; either would make a whole transaction fail.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd')
}

/** A value as JSON that a `jsonb` column takes. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storableText(part) : part,
  )
}
