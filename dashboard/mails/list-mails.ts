import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/** Mail files that the dashboard will look at, newest first. */
export interface MailFile {
  name: string
  at: Date
}

const mailName = /^[\w@.<>=+-]{1,200}\.eml$/
/** A mail of ours is a few kilobytes; nothing larger is read into memory. */
const maxBytes = 2_000_000

function folderOf(dataDir: string): string {
  return path.join(dataDir, 'mail')
}

/** The newest `limit` mails that were written as files; none where the folder was never made. */
export async function listMails(dataDir: string, limit: number): Promise<MailFile[]> {
  const folder = folderOf(dataDir)
  const names = (await unlessMissing(readdir(folder))) ?? []
  const files = await Promise.all(
    names
      .filter((name) => mailName.test(name))
      .map(async (name) => {
        const info = await unlessMissing(stat(path.join(folder, name)))
        return info?.isFile() ? { name, at: info.mtime } : null
      }),
  )
  return files
    .filter((file) => file !== null)
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.name.localeCompare(a.name))
    .slice(0, limit)
}

/** The text of one mail; null when there is none of this name. */
export async function readMail(dataDir: string, name: string): Promise<string | null> {
  if (!mailName.test(name)) return null
  const file = path.join(folderOf(dataDir), name)
  const info = await unlessMissing(stat(file))
  if (!info?.isFile() || info.size > maxBytes) return null
  return unlessMissing(readFile(file, 'latin1'))
}

async function unlessMissing<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null
    throw error
  }
}
