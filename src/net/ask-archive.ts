import type { Net } from './net.ts'

/** What an archive has of an address. `unclear`: it did not say. */
export type Archived = { is: 'copy'; url: string; takenAt: Date } | { is: 'none' } | { is: 'unclear' }

/**
 * Asks an archive for its newest copy: its redirecting address answers with a `Location` that names the copy
 * (Memento, RFC 7089). Only the redirect is read; the copy itself is never fetched, and never followed.
 * @param archiveUrl origin of the archive, such as https://web.archive.org
 */
export async function askArchive(
  { http }: Pick<Net, 'http'>,
  archiveUrl: string,
  url: string,
  signal?: AbortSignal,
): Promise<Archived> {
  const options = { maxRedirects: 0, timeoutMs: 20_000, maxBodyBytes: 4_096, ...(signal && { signal }) }
  const answer = await http.get(`${archiveUrl}/web/2/${url}`, options)
  if (!answer.ok) return { is: 'unclear' }
  if (answer.status === 404) return { is: 'none' }
  const { location = '', 'memento-datetime': datetime = '' } = answer.headers
  if (answer.status < 300 || answer.status >= 400 || location.length > 8_000) return { is: 'unclear' }
  return readCopy(location, datetime, archiveUrl, url)
}

/** A copy lies in the archive itself, under its moment, and is one of the address that was asked for. */
function readCopy(location: string, datetime: string, archiveUrl: string, url: string): Archived {
  if (!URL.canParse(location, archiveUrl)) return { is: 'unclear' }
  const copy = new URL(location, archiveUrl)
  const written = /^\/web\/(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[a-z]{2}_)?\/(.+)$/.exec(
    copy.pathname + copy.search,
  )
  if (copy.origin !== new URL(archiveUrl).origin || !written) return { is: 'unclear' }
  const [, year, month, day, hour, minute, second, target = ''] = written
  if (hostOf(target) !== hostOf(url)) return { is: 'unclear' }
  const stamp = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const told = new Date(datetime)
  const takenAt = Number.isNaN(told.getTime()) ? stamp : told
  return Number.isNaN(takenAt.getTime()) ? { is: 'unclear' } : { is: 'copy', url: copy.href, takenAt }
}

/** Archives write addresses as they were linked: with another scheme, with or without `www.` and a port. */
function hostOf(url: string): string {
  const host = /^(?:https?:\/{1,2})?([^/?#:]+)/i.exec(url)?.[1] ?? ''
  return host.toLowerCase().replace(/^www\./, '')
}
