import { maxPhotoBytes, type ReadPhoto, refusePhoto } from './photo.ts'
import { readJpeg } from './read-jpeg.ts'
import { readPng } from './read-png.ts'
import { readWebp } from './read-webp.ts'

const readers = [readJpeg, readPng, readWebp]

/**
 * Reads a picture that a person sent, by its own bytes and not by what its name or sender calls it, and leaves
 * out everything that is not the picture. What the pixels show is not looked at and not encoded anew.
 */
export function readPhoto(bytes: Uint8Array): ReadPhoto {
  if (bytes.length > maxPhotoBytes) return refusePhoto('too-large')
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < 16) return refusePhoto('foreign')
  for (const read of readers) {
    const answer = read(file)
    if (answer.ok || answer.problem !== 'foreign') return answer
  }
  return refusePhoto('foreign')
}
