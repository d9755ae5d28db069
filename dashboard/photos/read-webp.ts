import { composePhoto, type ReadPhoto, refusePhoto } from './photo.ts'

interface Size {
  width: number
  height: number
}

const flagAnimation = 0x02
const flagAlpha = 0x10

/**
 * A WebP (RFC 9649) with only its picture: Exif, XMP, the colour profile and unknown chunks are left out, and
 * the extended header stays only where transparency needs it.
 */
export function readWebp(file: Buffer): ReadPhoto {
  const text = (from: number) => file.subarray(from, from + 4).toString('latin1')
  if (text(0) !== 'RIFF' || text(8) !== 'WEBP') return refusePhoto('foreign')
  const end = 8 + file.readUInt32LE(4)
  if (end > file.length) return refusePhoto('damaged')
  let canvas: Size | null = null
  let alpha: Buffer | null = null
  let picture: { size: Size; chunk: Buffer; name: string } | null = null
  for (let at = 12; at < end; ) {
    if (at + 8 > end) return refusePhoto('damaged')
    const name = text(at)
    const length = file.readUInt32LE(at + 4)
    const content = file.subarray(at + 8, at + 8 + length)
    if (at + 8 + length > end) return refusePhoto('damaged')
    at += 8 + length + (length % 2)
    if (name === 'VP8X') {
      if (canvas || picture || length < 10) return refusePhoto('damaged')
      if (((content[0] ?? 0) & flagAnimation) !== 0) return refusePhoto('animated')
      canvas = { width: 1 + content.readUIntLE(4, 3), height: 1 + content.readUIntLE(7, 3) }
    } else if (name === 'ANIM' || name === 'ANMF') return refusePhoto('animated')
    else if (name === 'ALPH') alpha = writeChunk('ALPH', content)
    else if (name === 'VP8 ' || name === 'VP8L') {
      const size = name === 'VP8 ' ? readLossy(content) : readLossless(content)
      if (picture || !size) return refusePhoto('damaged')
      picture = { size, name, chunk: writeChunk(name, content) }
    }
  }
  if (!picture) return refusePhoto('damaged')
  const { size, chunk, name } = picture
  if (canvas && (canvas.width !== size.width || canvas.height !== size.height)) return refusePhoto('damaged')
  const isLayered = canvas !== null && alpha !== null && name === 'VP8 '
  return composePhoto(
    'image/webp',
    size,
    inContainer(isLayered && alpha ? [extendedHeader(size), alpha, chunk] : [chunk]),
  )
}

/** Size from the header of a key frame (RFC 6386, section 9.1). */
function readLossy(content: Buffer): Size | null {
  if (content.length < 10 || ((content[0] ?? 1) & 1) !== 0) return null
  if (content.readUIntBE(3, 3) !== 0x9d012a) return null
  return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff }
}

/** Size from the header of a lossless picture (RFC 9649, section 3.4): 14 bits each, less one. */
function readLossless(content: Buffer): Size | null {
  if (content.length < 5 || content[0] !== 0x2f) return null
  const bits = content.readUInt32LE(1)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

function writeChunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

function extendedHeader({ width, height }: Size): Buffer {
  const content = Buffer.alloc(10)
  content[0] = flagAlpha
  content.writeUIntLE(width - 1, 4, 3)
  content.writeUIntLE(height - 1, 7, 3)
  return writeChunk('VP8X', content)
}

function inContainer(chunks: readonly Buffer[]): Buffer[] {
  const head = Buffer.alloc(12)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(4 + chunks.reduce((sum, { length }) => sum + length, 0), 4)
  head.write('WEBP', 8, 'latin1')
  return [head, ...chunks]
}
