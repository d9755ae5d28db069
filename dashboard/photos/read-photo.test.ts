import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bareJpeg,
  bareWebp,
  chunk,
  exifOf,
  jpegWith,
  losslessWebp,
  pngWith,
  secret,
  seeThroughWebp,
  segment,
  webpChunk,
  webpWith,
} from '../../test/support/small-pictures.ts'
import { maxPhotoBytes } from './photo.ts'
import { readPhoto } from './read-photo.ts'

function photoOf(file: Uint8Array) {
  const read = readPhoto(file)
  if (!read.ok) throw new Error(`refused: ${read.problem}`)
  return { ...read.photo, bytes: Buffer.from(read.photo.bytes) }
}
const problemOf = (file: Uint8Array) => {
  const read = readPhoto(file)
  return read.ok ? null : read.problem
}

const lossy = bareWebp.subarray(12)
const pictures = { 'image/jpeg': bareJpeg, 'image/png': pngWith(), 'image/webp': bareWebp }

describe('a picture that a person sends', () => {
  it.each(Object.entries(pictures))('is taken as %s, by its bytes, and kept as it is', (type, file) => {
    expect(photoOf(file)).toEqual({ type, width: 24, height: 16, bytes: file })
  })

  it('keeps its pixels and loses what was written beside them', () => {
    const files = [
      jpegWith(exifOf(1), segment(0xe0, 'JFIF\0'), segment(0xed, secret), segment(0xfe, secret)),
      jpegWith(
        segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`),
        segment(0xe2, `ICC_PROFILE\0${secret}`),
      ),
      Buffer.concat([bareJpeg, Buffer.from(secret), bareJpeg]),
      pngWith([chunk('tEXt', `Comment\0${secret}`), chunk('eXIf', secret), chunk('iCCP', secret)]),
      pngWith([
        chunk('iTXt', secret),
        chunk('zTXt', secret),
        chunk('tIME', '1234567'),
        chunk('prVt', secret),
      ]),
      pngWith([chunk('gAMA', `1234${secret}`), chunk('tRNS', secret.repeat(20))]),
      Buffer.concat([pngWith(), Buffer.from(secret)]),
      webpWith(0x2c, webpChunk('ICCP', secret), lossy, webpChunk('EXIF', secret), webpChunk('XMP ', secret)),
      webpWith(0, webpChunk('NOTE', secret), lossy),
      Buffer.concat([bareWebp, Buffer.from(secret)]),
    ]
    for (const [index, file] of files.entries()) {
      const { type, bytes } = photoOf(file)
      expect(bytes.equals(pictures[type]), `${index} ${bytes.length}`).toBe(true)
    }
  })

  it('stays upright: how the camera was held is the one thing that is kept of Exif', () => {
    for (const order of ['II', 'MM'] as const) {
      const photo = photoOf(jpegWith(exifOf(6, order)))
      expect(photo).toMatchObject({ width: 16, height: 24 })
      expect(photo.bytes.includes(secret)).toBe(false)
      expect(photo.bytes.length).toBe(bareJpeg.length + 36)
      expect(photoOf(photo.bytes).bytes.equals(photo.bytes)).toBe(true)
    }
    expect(photoOf(jpegWith(exifOf(9))).bytes.equals(bareJpeg)).toBe(true)
    expect(photoOf(jpegWith(segment(0xe1, 'Exif\0\0II*\0\xff\xff\xff\xff'))).bytes.equals(bareJpeg)).toBe(
      true,
    )
  })

  it('keeps the Adobe mark that its colours need, cut to what is defined', () => {
    const adobe = `Adobe\0\x64\0\0\0\0\x01`
    const { bytes } = photoOf(jpegWith(segment(0xee, adobe + secret)))
    expect(bytes.equals(jpegWith(segment(0xee, adobe)))).toBe(true)
  })

  it('may be seen through, or be kept without loss', () => {
    for (const file of [losslessWebp, seeThroughWebp]) expect(photoOf(file).bytes.equals(file)).toBe(true)
    expect(photoOf(webpWith(0, losslessWebp.subarray(12))).bytes.equals(losslessWebp)).toBe(true)
  })
})

describe('what is refused', () => {
  it('is anything else, whatever it is called', () => {
    const foreign = [
      '',
      'GIF89a______________',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '%PDF-1.7________',
      'BM______________',
    ]
    for (const text of foreign) expect(problemOf(Buffer.from(text))).toBe('foreign')
    expect(problemOf(Buffer.from('RIFF\0\0\0\0WAVEfmt ____', 'latin1'))).toBe('foreign')
  })

  it('is a file over 5 MB, however good', () => {
    const filler = Buffer.alloc(maxPhotoBytes)
    expect(problemOf(Buffer.concat([bareJpeg, filler]))).toBe('too-large')
  })

  it('is more than a page can show, before anybody unpacks it', () => {
    const sizes = [
      { width: 12_001, height: 1 },
      { width: 8_000, height: 8_000 },
      { width: 0xffff_ffff, height: 0xffff_ffff },
    ]
    for (const size of sizes) expect(problemOf(pngWith([], size))).toBe('too-many-pixels')
    expect(problemOf(pngWith([], { width: 0, height: 4 }))).toBe('damaged')
  })

  it('is what moves', () => {
    expect(problemOf(pngWith([chunk('acTL', '12345678')]))).toBe('animated')
    expect(problemOf(webpWith(0x02, lossy))).toBe('animated')
    expect(problemOf(webpWith(0, webpChunk('ANMF', 'x'), lossy))).toBe('animated')
  })

  it('is a picture that contradicts itself', () => {
    const badSum = pngWith()
    badSum[badSum.length - 1] = 0
    const files = [
      badSum,
      pngWith([chunk('JUNK', 'a critical chunk that nobody knows')]),
      pngWith([chunk('IHDR', Buffer.alloc(13))]),
      jpegWith(segment(0xc9, 'arithmetic')),
      jpegWith(segment(0xda, 'a scan before its frame')),
      Buffer.concat([bareJpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0x00, 0x01]), bareJpeg.subarray(2)]),
      Buffer.from([0xff, 0xd8, ...Array(20).fill(0xff), 0xd9]),
      webpWith(0, lossy, lossy),
      webpWith(0, webpChunk('VP8 ', 'no key frame at all')),
      webpWith(0),
    ]
    for (const [index, file] of files.entries()) expect(problemOf(file), String(index)).toBe('damaged')
  })

  it.each(Object.entries(pictures))('is a %s that was cut off anywhere', (_type, file) => {
    for (let length = 0; length < file.length; length += 1)
      expect(readPhoto(file.subarray(0, length)).ok, String(length)).toBe(false)
  })

  it.each(Object.entries(pictures))('never makes the reader of %s throw or run on', (_type, file) => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const damaged = Buffer.from(file)
        for (const [at, byte] of changes) damaged[at] = byte
        const read = readPhoto(damaged)
        if (read.ok) expect(readPhoto(read.photo.bytes)).toEqual(read)
      }),
      { numRuns: 2000 },
    )
  })
})
