import { transcode } from 'node:buffer'

/** JSON on its way to bytes: one for the process, as large as the largest so far. */
let scratch = Buffer.allocUnsafeSlow(65_536)

/** Evidence as the store keeps it: JSON in bytes. What is packed stays as it is: evidence holds no bytes itself. */
export function packEvidence(evidence: unknown): Buffer | null {
  if (evidence === null || evidence === undefined) return null
  if (Buffer.isBuffer(evidence)) return evidence
  const json = JSON.stringify(evidence)
  if (json.length * 2 > scratch.length) scratch = Buffer.allocUnsafeSlow(json.length * 2)
  // Of Cyrillic text a third of what `Buffer.from` takes; JSON has no half surrogate pairs that it could lose.
  return transcode(scratch.subarray(0, scratch.write(json, 'utf16le')), 'utf16le', 'utf8')
}
