import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Photo, PhotoType } from './photo.ts'

/** Folder under DATA_DIR, beside the screenshots. */
export const photoFolder = 'photos'
/** Names of our own making: the SHA-256 of the content, or such a file that is still being written. */
export const photoName = /^[0-9a-f]{64}\.(?:jpg|png|webp)(?:\.[0-9a-f-]{36}\.part)?$/

const extensions: Record<PhotoType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
}

/** Keeps a picture under the name of its content. @returns its path under DATA_DIR. */
export async function keepPhoto(dataDir: string, { type, bytes }: Photo): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const kept = path.join(photoFolder, `${digest}.${extensions[type]}`)
  const file = path.join(dataDir, kept)
  await mkdir(path.dirname(file), { recursive: true })
  const part = `${file}.${randomUUID()}.part`
  try {
    // Whole or not at all. Written anew where it is there already: an untouched file may be about to be swept.
    await writeFile(part, bytes)
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return kept
}

/** The bytes of a kept picture; null when another machine has them, or nobody any more. */
export async function readPhotoFile(dataDir: string, kept: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (path.dirname(kept) !== photoFolder || !photoName.test(path.basename(kept))) return null
  return readFile(path.join(dataDir, kept)).then(
    (bytes) => new Uint8Array(bytes),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )
}
