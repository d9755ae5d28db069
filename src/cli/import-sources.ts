import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Registry } from '../kinds/index.ts'
import { replaceFile } from '../pipeline/export-kb.ts'
import {
  type FileChange,
  type ImportedArticle,
  type ImportedPassage,
  importPassages,
  mostAtOnce,
} from '../pipeline/import-passages.ts'

/** One source of a file and what stands in it. */
export interface ImportGroup {
  article: ImportedArticle
  passages: readonly ImportedPassage[]
}

/** What an import would do, made in a copy of the files. */
export interface StagedImport {
  changes: FileChange[]
  problems: { file: string; message: string }[]
  /** Puts it into the files. `moved`: somebody else wrote them since they were read; nothing is written then. */
  write(): Promise<'written' | 'moved'>
  /** Forgets the copy. */
  close(): Promise<void>
}

/**
 * Imports several sources one after the other into a copy of the files: each one must see what the one before
 * added, and nothing is written until somebody agrees.
 */
export async function stageImport(
  kinds: Registry,
  kbDir: string,
  groups: readonly ImportGroup[],
): Promise<StagedImport> {
  const copy = await mkdtemp(path.join(os.tmpdir(), 'stillthere-import-'))
  const close = () => rm(copy, { recursive: true, force: true })
  try {
    const before = await copyFiles(kbDir, copy)
    const changes: FileChange[] = []
    const problems: StagedImport['problems'] = []
    for (const { article, passages } of groups) {
      const all = passages.map(({ number }) => number)
      for (let at = 0; at < all.length; at += mostAtOnce) {
        const numbers = new Set(all.slice(at, at + mostAtOnce))
        const done = await importPassages({ kinds }, copy, { article, passages }, { numbers, dryRun: false })
        changes.push(...done.changes)
        problems.push(...done.problems)
      }
    }
    return { changes, problems, close, write: () => writeBack(copy, kbDir, before) }
  } catch (error) {
    await close()
    throw error
  }
}

/** @returns the texts as they were. */
async function copyFiles(from: string, to: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const name of await readdir(from)) {
    if (!/^[^.].*\.ya?ml$/.test(name)) continue
    texts.set(name, await readFile(path.join(from, name), 'utf8'))
    await cp(path.join(from, name), path.join(to, name), { dereference: true })
  }
  return texts
}

async function writeBack(
  copy: string,
  kbDir: string,
  before: ReadonlyMap<string, string>,
): Promise<'written' | 'moved'> {
  const changed: [string, string][] = []
  for (const [name, was] of before) {
    const text = await readFile(path.join(copy, name), 'utf8')
    if (text !== was) changed.push([name, text])
  }
  for (const [name] of changed)
    if ((await readFile(path.join(kbDir, name), 'utf8')) !== before.get(name)) return 'moved'
  for (const [name, text] of changed) await replaceFile(path.join(kbDir, name), text)
  return 'written'
}
