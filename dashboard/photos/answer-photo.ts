import path from 'node:path'
import type { Context } from 'hono'
import { readPhotoOf } from '../../src/store/photos.ts'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { readPhotoFile } from './photo-files.ts'

const types: Record<string, string> = { '.jpg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp' }

/** What strangers sent is a picture and nothing else, even if a browser is led to open it as a page. */
export const picturePolicy = "default-src 'none'; sandbox"

/** The bytes of a picture with what keeps them one; null when there is none. */
export async function answerPhoto(
  { pipeline, dataDir }: House,
  c: Context<Env>,
  id: number | null,
): Promise<Response | null> {
  const file = id === null ? null : await readPhotoOf(pipeline.db, id)
  const type = file === null ? undefined : types[path.extname(file)]
  const bytes = file === null || !type ? null : await readPhotoFile(dataDir, file)
  if (!bytes || !type) return null
  c.set('ownPolicy', picturePolicy)
  // Not longer: a word that is taken back takes its picture along.
  c.header('Cache-Control', 'private, max-age=300')
  c.header('Content-Disposition', 'inline; filename="photo"')
  return c.body(bytes, 200, { 'Content-Type': type })
}
