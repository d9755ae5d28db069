import { randomUUID } from 'node:crypto'
import { askArchive } from '../net/ask-archive.ts'
import { listenForPushback } from '../net/pushback.ts'
import { listUnarchived, postponeArchive, saveArchiveCopy } from '../store/archive-copies.ts'
import { borrowHost } from '../store/article-watch.ts'
import { releaseHosts } from '../store/hosts.ts'
import type { Pipeline } from './context.ts'
import { obeyPushback } from './obey-pushback.ts'
import type { Runner } from './runner.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const leaseMs = 60_000
/** What was found stays found; what was not may be archived later. */
const expireMs = { copy: 90 * dayMs, none: 30 * dayMs, unclear: 6 * hourMs } as const

/** What asking an archive needs beside the pipeline; `archiveUrl` null: nobody wants it asked. */
export type ArchiveRunner = Pick<Runner, 'net' | 'isOnline' | 'hostGapMs' | 'stopping'> & {
  archiveUrl: string | null
}

/**
 * Asks the archive for the newest copy of one page that is gone. One at a time, in the line of its host, so that a
 * wave of dead pages is no wave of questions. @returns the address that was asked about; null: there was nothing
 * to ask, or it is not our turn.
 */
export async function findArchived(pipeline: Pipeline, runner: ArchiveRunner): Promise<string | null> {
  const { db, now } = pipeline
  const { archiveUrl, net, stopping, hostGapMs } = runner
  if (archiveUrl === null || stopping.aborted) return null
  const at = now()
  const [url] = await listUnarchived(db, at, 1)
  if (url === undefined) return null
  const host = new URL(archiveUrl).host
  const holder = randomUUID()
  const turn = await borrowHost(db, host, { holder, until: new Date(at.getTime() + leaseMs) }, at)
  if (turn.is === 'taken') return null
  try {
    const heard = listenForPushback(net)
    const archived = await askArchive(heard.net, archiveUrl, url, stopping)
    const told = { pushback: heard.pushback(), answered: heard.answered(), pushbacks: turn.pushbacks }
    if (await obeyPushback(pipeline, host, told)) return url
    if (archived.is === 'unclear' && !(await runner.isOnline())) return url
    const expiresAt = new Date(at.getTime() + expireMs[archived.is])
    if (archived.is === 'unclear') await postponeArchive(db, url, at, expiresAt)
    else {
      const found = archived.is === 'copy' ? archived : { url: null, takenAt: null }
      await saveArchiveCopy(db, {
        ...{ url, copy_url: found.url, taken_at: found.takenAt, asked_at: at, expires_at: expiresAt },
      })
    }
    return url
  } finally {
    await releaseHosts(db, holder, [{ name: host, nextStartAt: new Date(now().getTime() + hostGapMs) }])
  }
}
