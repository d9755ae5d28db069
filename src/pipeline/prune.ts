import { pruneKeys } from '../store/idempotent-answers.ts'
import { listNamedPictures, prunePhotos } from '../store/photos.ts'
import { preparePartitions, pruneChecks } from '../store/prune-checks.ts'
import { pruneHistory } from '../store/prune-history.ts'
import { mendTallies } from '../store/tallies.ts'
import type { Pipeline } from './context.ts'

/** The pictures of this machine, as files; names are paths under DATA_DIR. */
export interface PictureFiles {
  /** Those that nobody wrote to since then. */
  list(untouchedSinceAt: Date): Promise<string[]>
  remove(picture: string): Promise<void>
}

const dayMs = 24 * 3_600_000
/** A picture is written before its check is recorded: a younger one may still find its check. */
const pictureWaitsMs = 3_600_000
const picturesAtOnce = 500
/** A request may be repeated with its key for a day. */
const keysKeptDays = 1

/**
 * Forgets single checks after days, spells and changes of status after years. Failures, and checks with a
 * picture, are asked about for longer than successes. Pictures go with their checks, and those that nothing names any more go too; a
 * person's photo stays as long as a failure, or as the word that it proves.
 */
export async function prune(
  { db, now, log }: Pick<Pipeline, 'db' | 'now' | 'log'>,
  files: PictureFiles,
  keepDays = { alive: 3, failed: 90, history: 3 * 366 },
): Promise<{ checks: number; pictures: number }> {
  const at = now().getTime()
  const before = (days: number) => new Date(at - days * dayMs)
  await preparePartitions(db, now())
  const checks = await pruneChecks(db, before(keepDays.alive), before(keepDays.failed))
  await pruneHistory(db, before(keepDays.history))
  await prunePhotos(db, before(keepDays.failed), new Date(at))
  await pruneKeys(db, before(keysKeptDays))
  const wrong = await mendTallies(db)
  if (wrong > 0) log.error({ sums: wrong }, 'counts of contacts were wrong and are mended')
  const kept = await files.list(new Date(at - pictureWaitsMs))
  let pictures = 0
  for (let from = 0; from < kept.length; from += picturesAtOnce) {
    const some = kept.slice(from, from + picturesAtOnce)
    const named = await listNamedPictures(db, some)
    for (const picture of some.filter((one) => !named.has(one))) {
      await files.remove(picture)
      pictures += 1
    }
  }
  return { checks, pictures }
}
