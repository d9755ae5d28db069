/** Largest file that is taken, bytes. */
export const maxPhotoBytes = 5 * 1024 * 1024
/** A phone's largest usual sensor has 50 megapixels; more would only weigh on whoever opens the page. */
const maxPixels = 50_000_000
const maxSide = 12_000

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A picture without anything but its pixels: no place, no camera, no name, no comment. */
export interface Photo {
  type: PhotoType
  /** As it is shown, turned the way its camera was held; pixels. */
  width: number
  height: number
  bytes: Uint8Array
}

/** Why a file is not taken. `foreign`: none of the three formats. */
export type PhotoProblem = 'too-large' | 'foreign' | 'damaged' | 'too-many-pixels' | 'animated'

export type ReadPhoto = { ok: true; photo: Photo } | { ok: false; problem: PhotoProblem }

/** A refusal. */
export function refusePhoto(problem: PhotoProblem): ReadPhoto {
  return { ok: false, problem }
}

/** The picture made of the parts that may stay, if its size is one that a page can show. */
export function composePhoto(
  type: PhotoType,
  size: { width: number; height: number },
  parts: readonly Uint8Array[],
): ReadPhoto {
  const { width, height } = size
  if (width < 1 || height < 1) return refusePhoto('damaged')
  if (width > maxSide || height > maxSide || width * height > maxPixels) return refusePhoto('too-many-pixels')
  return { ok: true, photo: { type, width, height, bytes: Buffer.concat(parts) } }
}
