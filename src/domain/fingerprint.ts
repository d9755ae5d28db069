/**
 * Identifies what the evidence says, so that a person's word can hold while it stays the same. Numbers that
 * move by themselves (bytes, subscribers, durations) are left out on purpose.
 */
export function fingerprintOf(evidence: {
  state: string | null
  code: string | null
  httpStatus: number | null
  finalUrl: string | null
}): string {
  return [evidence.state ?? '', evidence.code ?? '', evidence.httpStatus ?? '', evidence.finalUrl ?? ''].join(
    ' ',
  )
}
