import type { Context } from 'hono'
import type { KeptPhoto } from '../../src/store/photos.ts'
import type { House } from '../house.ts'
import { maxPhotoBytes, type PhotoProblem } from './photo.ts'
import { keepPhoto } from './photo-files.ts'
import { readPhoto } from './read-photo.ts'

/** The fields of a form that can hold a picture: a file that is there, and one that the camera makes. */
export const photoFields = ['photo', 'shot'] as const

export type TakenPhoto =
  | { state: 'none' }
  | { state: 'kept'; photo: KeptPhoto }
  | { state: 'refused'; problem: PhotoProblem }

/** The picture that a form brought, cleaned and kept. A field that was left empty comes as a file of no bytes. */
export async function takePhoto({ dataDir }: House, c: Context): Promise<TakenPhoto> {
  if (!/^multipart\/form-data/i.test(c.req.header('content-type') ?? '')) return { state: 'none' }
  const fields = await c.req.parseBody()
  const file = photoFields
    .map((name) => fields[name])
    .find((value): value is File => value instanceof File && value.size > 0)
  if (!file) return { state: 'none' }
  if (file.size > maxPhotoBytes) return { state: 'refused', problem: 'too-large' }
  return keepCleaned(dataDir, new Uint8Array(await file.arrayBuffer()))
}

/** Cleans a picture and keeps it. */
export async function keepCleaned(
  dataDir: string,
  bytes: Uint8Array,
): Promise<Exclude<TakenPhoto, { state: 'none' }>> {
  const read = readPhoto(bytes)
  if (!read.ok) return { state: 'refused', problem: read.problem }
  const { width, height } = read.photo
  return { state: 'kept', photo: { file: await keepPhoto(dataDir, read.photo), width, height } }
}
