import { transcode } from 'node:buffer'

/** Evidence as the store keeps it: JSON in bytes. What is packed stays as it is, since evidence holds no bytes itself. */
export function packEvidence(evidence: unknown): Buffer | null {
  if (evidence === null || evidence === undefined) return null
  if (Buffer.isBuffer(evidence)) return evidence
  // Of Cyrillic text a third of what `Buffer.from` takes; JSON has no half surrogate pairs that it could lose.
  return transcode(Buffer.from(JSON.stringify(evidence), 'utf16le'), 'utf16le', 'utf8')
}
