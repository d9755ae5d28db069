const exifMark = Buffer.from('Exif\0\0', 'latin1')
const tagOrientation = 0x0112
const typeShort = 3

/**
 * How the camera was held, 1 to 8 (Exif 2.32, 4.6.4 A), from the payload of an APP1 segment; null when it says
 * nothing that can be read. Nothing else of it is looked at.
 */
export function readOrientation(payload: Buffer): number | null {
  if (!payload.subarray(0, 6).equals(exifMark)) return null
  const tiff = payload.subarray(6)
  const order = tiff.subarray(0, 2).toString('latin1')
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return null
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = long(4)
  if (short(2) !== 42 || directory + 2 > tiff.length) return null
  const count = short(directory)
  for (let entry = directory + 2, left = count; left > 0; entry += 12, left -= 1) {
    if (entry + 12 > tiff.length) return null
    if (short(entry) !== tagOrientation) continue
    const value = short(entry + 8)
    return short(entry + 2) === typeShort && value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** An APP1 segment that says how the camera was held and nothing more, so that portraits do not lie down. */
export function writeOrientation(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM', 0, 'latin1')
  tiff.writeUInt16BE(42, 2)
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(tagOrientation, 10)
  tiff.writeUInt16BE(typeShort, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(2 + exifMark.length + tiff.length, 2)
  return Buffer.concat([head, exifMark, tiff])
}
