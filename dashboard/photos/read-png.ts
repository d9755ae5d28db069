import { crc32 } from 'node:zlib'
import { composePhoto, type ReadPhoto, refusePhoto } from './photo.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Chunks that are needed to draw, with the longest content that each can have (PNG, third edition, section 11). */
const drawn: Record<string, number> = {
  IHDR: 13,
  PLTE: 768,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  IDAT: Number.POSITIVE_INFINITY,
  IEND: 0,
}

/** Bit depths that each colour type has. */
const depths: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/** A PNG with only the chunks that draw it: no texts, no times, no Exif, no colour profile, nothing after its end. */
export function readPng(file: Buffer): ReadPhoto {
  if (!file.subarray(0, 8).equals(signature)) return refusePhoto('foreign')
  const kept: Buffer[] = [signature]
  let size: { width: number; height: number } | null = null
  let hasPixels = false
  for (let at = 8; ; ) {
    if (at + 12 > file.length) return refusePhoto('damaged')
    const length = file.readUInt32BE(at)
    const next = at + 12 + length
    if (next > file.length) return refusePhoto('damaged')
    const chunk = file.subarray(at, next)
    const name = chunk.subarray(4, 8).toString('latin1')
    if (chunk.readUInt32BE(8 + length) !== crc32(chunk.subarray(4, 8 + length))) return refusePhoto('damaged')
    if (name === 'acTL') return refusePhoto('animated')
    if ((name === 'IHDR') !== (at === 8)) return refusePhoto('damaged')
    if (name === 'IHDR') size = readHeader(chunk)
    if (!size) return refusePhoto('damaged')
    const longest = drawn[name]
    const isCritical = /^[A-Z]/.test(name)
    if (longest !== undefined && length <= longest) kept.push(chunk)
    else if (isCritical) return refusePhoto('damaged')
    hasPixels ||= name === 'IDAT'
    if (name === 'IEND') break
    at = next
  }
  return hasPixels ? composePhoto('image/png', size, kept) : refusePhoto('damaged')
}

function readHeader(chunk: Buffer): { width: number; height: number } | null {
  if (chunk.length !== 25) return null
  const [depth = 0, colours = -1, compression, filter, interlace = 2] = chunk.subarray(16, 21)
  if (!depths[colours]?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) return null
  return { width: chunk.readUInt32BE(8), height: chunk.readUInt32BE(12) }
}
