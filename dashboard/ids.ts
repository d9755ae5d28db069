/** Could this be the id of a contact? Anything else never reaches the database. */
export function isContactId(text: string): boolean {
  return text.length <= 130 && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(text)
}

/** A row number from a path; null when it is none. */
export function readRowId(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** Could this be the id of a deed that changed many contacts? */
export function isDeed(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
