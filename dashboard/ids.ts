/** Could this be the id of a contact? Anything else never reaches the database. */
export function isContactId(text: string): boolean {
  return text.length <= 130 && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(text)
}

/** A row number from a path; null when it is none. */
export function readRowId(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}
