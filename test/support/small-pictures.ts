import { crc32, deflateSync } from 'node:zlib'

/** A picture of 24 × 16 pixels, red but for a blue top left quarter, as Chromium writes it, without anything else. */
export const bareJpeg = Buffer.from(
  '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAMF/8QAFxABAAMAAAAAAAAAAAAAAAAAAARCgf/EABYBAQEBAAAAAAAAAAAAAAAAAAUDBP/EABwRAAIBBQEAAAAAAAAAAAAAAAACAQMEERITYf/aAAwDAQACEQMRAD8AwF49sWFa171SU1xn0SpWfN4bYADzaf/Z',
  'base64',
)
export const bareWebp = Buffer.from(
  'UklGRlAAAABXRUJQVlA4IEQAAADQAgCdASoYABAAPxFysFAsJqSisAgBgCIJQBYdhaSAAP7sPn7B29lBKt/43is+Uc/k33IA89scWZ/Bv/wK4Fe8jQAAAA==',
  'base64',
)
export const losslessWebp = Buffer.from(
  'UklGRiwAAABXRUJQVlA4TB8AAAAvF8ADAA8Q0/2R7vkPB4TZRvOnPYN+DyGi/9GcAAAAAA==',
  'base64',
)
/** All of it red, and half of it seen through. */
export const seeThroughWebp = Buffer.from(
  'UklGRmwAAABXRUJQVlA4WAoAAAAQAAAAFwAADwAAQUxQSBAAAAABB1DAiAgABOE/XUFE/1MHVlA4IDYAAACwAgCdASoYABAAPxFysFAsJqSisAgBgCIJQAAPZAAA/uns//BskU5y///G8f3Kf6Vs8ogAAAA=',
  'base64',
)

/** A word that no cleaned picture may still hold. */
export const secret = 'GPS 55.7558 37.6173 Anna'

/** A JPEG segment. */
export function segment(marker: number, content: string | Buffer): Buffer {
  const body = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The JPEG with segments behind its start. */
export function jpegWith(...segments: Buffer[]): Buffer {
  return Buffer.concat([bareJpeg.subarray(0, 2), ...segments, bareJpeg.subarray(2)])
}

/** What a phone adds: how it was held, and where it was. */
export function exifOf(orientation: number, order: 'II' | 'MM' = 'MM'): Buffer {
  const tiff = Buffer.alloc(38)
  const short = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  const long = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
  tiff.write(order, 0, 'latin1')
  short(42, 2)
  long(8, 4)
  short(2, 8)
  for (const [index, [tag, type, value]] of [
    [0x0100, 4, 24],
    [0x0112, 3, orientation],
  ].entries() as Iterable<[number, [number, number, number]]>) {
    const at = 10 + index * 12
    short(tag, at)
    short(type, at + 2)
    long(1, at + 4)
    if (type === 3) short(value, at + 8)
    else long(value, at + 8)
  }
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(secret)]))
}

/** A PNG chunk with its checksum. */
export function chunk(name: string, content: string | Buffer): Buffer {
  const body = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
  const typed = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(body.length, 0)
  ends.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)])
}

/** A red PNG of any size, with chunks before its pixels. */
export function pngWith(chunks: Buffer[] = [], { width, height } = { width: 24, height: 16 }): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.from([0]), ...Array(24).fill(Buffer.from([221, 0, 0]))])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...chunks,
    chunk('IDAT', deflateSync(Buffer.concat(Array(16).fill(line)))),
    chunk('IEND', ''),
  ])
}

/** A WebP chunk. */
export function webpChunk(name: string, content: string | Buffer): Buffer {
  const body = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
  const head = Buffer.alloc(8)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** A WebP of chunks, with the extended header in front: flags, then 24 × 16. */
export function webpWith(flags: number, ...chunks: Buffer[]): Buffer {
  const header = Buffer.from([flags, 0, 0, 0, 23, 0, 0, 15, 0, 0])
  const all = Buffer.concat([webpChunk('VP8X', header), ...chunks])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + all.length, 4)
  return Buffer.concat([head, all])
}
