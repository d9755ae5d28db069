import { maxPhotoBytes, type PhotoProblem } from '../photos/photo.ts'
import { keepCleaned, type TakenPhoto } from '../photos/take-photo.ts'

/** Characters that a picture of the largest size has in Base64 (RFC 4648, section 4). */
export const maxPhotoCharacters = 4 * Math.ceil(maxPhotoBytes / 3)

/** Why a picture was not taken, for programs. */
export const photoProblems: Record<PhotoProblem, string> = {
  'too-large': 'may have 5 MiB',
  foreign: 'must be a JPEG, PNG or WebP picture in Base64',
  damaged: 'is damaged or was cut off',
  'too-many-pixels': 'may have 50 megapixels, and 12000 pixels a side',
  animated: 'must not move',
}

/** The picture that came with a word, cleaned and kept. */
export async function readSentPhoto(dataDir: string, sent: string | undefined): Promise<TakenPhoto> {
  return sent === undefined ? { state: 'none' } : keepCleaned(dataDir, Buffer.from(sent, 'base64'))
}
