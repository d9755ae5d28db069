import { readOrientation, writeOrientation } from './orientation.ts'
import { composePhoto, type ReadPhoto, refusePhoto } from './photo.ts'

const start = Buffer.from([0xff, 0xd8])
const end = Buffer.from([0xff, 0xd9])

/** Frames that browsers draw: baseline, extended, progressive (ITU-T T.81, table B.1). */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** Tables and the restart interval. */
const tables = new Set([0xc4, 0xdb, 0xdd])
const scanMarker = 0xda
const endMarker = 0xd9
/** Tells whether colours were transformed; without it some pictures come out in false ones. */
const adobeMarker = 0xee
const exifMarker = 0xe1

/** Is it a segment that holds words about the picture, and not the picture? */
const isAside = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe

/**
 * A JPEG with only what is needed to draw it. Of all that cameras and editors add, the orientation is kept, in
 * a segment of our own; what follows the end (second pictures, films) is cut off.
 */
export function readJpeg(file: Buffer): ReadPhoto {
  if (!file.subarray(0, 2).equals(start)) return refusePhoto('foreign')
  const kept: Buffer[] = []
  let size: { width: number; height: number } | null = null
  let orientation = 1
  let at = 2
  for (;;) {
    if (file[at] !== 0xff) return refusePhoto('damaged')
    while (file[at + 1] === 0xff) at += 1
    const marker = file[at + 1]
    if (marker === undefined) return refusePhoto('damaged')
    if (marker === endMarker) break
    if (at + 4 > file.length) return refusePhoto('damaged')
    const next = at + 2 + file.readUInt16BE(at + 2)
    if (next < at + 4 || next > file.length) return refusePhoto('damaged')
    const segment = file.subarray(at, next)
    at = next
    if (marker === exifMarker) orientation = readOrientation(segment.subarray(4)) ?? orientation
    if (marker === adobeMarker) kept.push(...adobeOf(segment))
    if (isAside(marker)) continue
    if (frames.has(marker)) {
      if (size || segment.length < 10) return refusePhoto('damaged')
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
      kept.push(segment)
    } else if (tables.has(marker)) {
      kept.push(segment)
    } else if (marker === scanMarker && size) {
      at = endOfScan(file, next)
      kept.push(segment, file.subarray(next, at))
    } else return refusePhoto('damaged')
  }
  if (!size || !kept.some((segment) => segment[0] === 0xff && segment[1] === scanMarker))
    return refusePhoto('damaged')
  const parts = [start, ...(orientation === 1 ? [] : [writeOrientation(orientation)]), ...kept, end]
  const shown = orientation > 4 ? { width: size.height, height: size.width } : size
  return composePhoto('image/jpeg', shown, parts)
}

/** The Adobe segment cut to the twelve bytes that it is defined with. */
function adobeOf(segment: Buffer): Buffer[] {
  if (segment.length < 16 || segment.subarray(4, 9).toString('latin1') !== 'Adobe') return []
  const adobe = Buffer.from(segment.subarray(0, 16))
  adobe.writeUInt16BE(14, 2)
  return [adobe]
}

/** Where the coded picture ends: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1]
    const belongs = next === 0x00 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7)
    if (!belongs) return at
  }
  return file.length
}
