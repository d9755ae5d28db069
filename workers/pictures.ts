import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { photoFolder, photoName } from '../dashboard/photos/photo-files.ts'
import type { PictureFiles } from '../src/pipeline/prune.ts'

const folder = 'screenshots'
// Only names of our own making: what somebody else put there is not ours to delete.
const ours: Record<string, RegExp> = { [folder]: /^\d+\.png(\.part)?$/, [photoFolder]: photoName }

/** Keeps screenshots as files under DATA_DIR. */
export interface Pictures extends PictureFiles {
  /** @returns the path under DATA_DIR. */
  keep(checkId: number, png: Uint8Array): Promise<string>
}

export function openPictures(dataDir: string): Pictures {
  return {
    async keep(checkId, png) {
      const picture = path.join(folder, `${checkId}.png`)
      const file = path.join(dataDir, picture)
      await mkdir(path.dirname(file), { recursive: true })
      // Whole or not at all: a page must never show half a picture.
      await writeFile(`${file}.part`, png)
      await rename(`${file}.part`, file)
      return picture
    },
    async list(untouchedSinceAt) {
      const old: string[] = []
      for (const [where, name] of Object.entries(ours)) {
        const names = await namesIn(path.join(dataDir, where))
        for (const picture of names.filter((one) => name.test(one)).map((one) => path.join(where, one))) {
          const changedAt = await changeOf(path.join(dataDir, picture))
          if (changedAt !== null && changedAt < untouchedSinceAt) old.push(picture)
        }
      }
      return old
    },
    remove: (picture) => rm(path.join(dataDir, picture), { force: true }),
  }
}

async function namesIn(dir: string): Promise<string[]> {
  return readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

/** Null: another process removed it meanwhile. */
async function changeOf(file: string): Promise<Date | null> {
  return stat(file).then(
    ({ mtime }) => mtime,
    () => null,
  )
}
