import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isConflict } from '../domain/edit.ts'
import { type ExportedFile, writeEdits } from '../kb/export-edits.ts'
import { listPendingEdits, type PendingEdit } from '../store/edits.ts'
import type { Pipeline } from './context.ts'

/** One edit and what became of it. `conflict`: file and edit contradict each other, and nobody has decided yet. */
export interface ExportLine {
  contactId: string
  field: PendingEdit['field']
  value: PendingEdit['value']
  fileValue: PendingEdit['fileValue']
  file: string
  outcome: 'written' | 'conflict' | ExportedFile['unwritten'][number]['why'] | 'no-file'
  /** Where it was written, 1-based; null unless it was. */
  line: number | null
}

const mostAtOnce = 100_000

/**
 * Writes the dashboard's edits into the files of the knowledge base. The store is not touched: the next sync
 * reads the files and finds each edit done. A file is replaced as a whole, so a reader never sees half of it.
 */
export async function exportKb(
  { db, kinds }: Pick<Pipeline, 'db' | 'kinds'>,
  dir: string,
  { dryRun }: { dryRun: boolean },
): Promise<ExportLine[]> {
  const edits = await listPendingEdits(db, { limit: mostAtOnce })
  const lines: ExportLine[] = []
  for (const [file, own] of groupByFile(edits)) {
    const contested = own.filter((edit) => isConflict(edit) || edit.isRemoved)
    lines.push(...contested.map((edit) => tell(edit, edit.isRemoved ? 'no-entry' : 'conflict', null)))
    const open = own.filter((edit) => !contested.includes(edit))
    const text = await readIfThere(path.join(dir, path.basename(file)))
    if (text === null) {
      lines.push(...open.map((edit) => tell(edit, 'no-file', null)))
      continue
    }
    const kindOf = new Map(open.map((edit) => [slugOf(edit), edit.kind]))
    const canonical = (slug: string, written: string) => {
      const parsed = kinds.kindNamed(kindOf.get(slug) ?? '')?.parse(written)
      return parsed?.ok ? parsed.value : written
    }
    const wanted = open.map(({ field, fileValue, value, ...edit }) => ({
      ...{ slug: slugOf(edit), field, fileValue, value },
    }))
    const exported = writeEdits(text, wanted, canonical)
    for (const edit of open) {
      const isThis = (one: { slug: string; field: string }) =>
        one.slug === slugOf(edit) && one.field === edit.field
      const written = exported.written.find(isThis)
      const why = exported.unwritten.find(isThis)?.why ?? 'unwritable'
      lines.push(tell(edit, written ? 'written' : why, written?.line ?? null))
    }
    if (!dryRun && exported.text !== text)
      await replaceFile(path.join(dir, path.basename(file)), exported.text)
  }
  return lines
}

function groupByFile(edits: readonly PendingEdit[]): Map<string, PendingEdit[]> {
  const groups = new Map<string, PendingEdit[]>()
  for (const edit of edits) groups.set(edit.file, [...(groups.get(edit.file) ?? []), edit])
  return groups
}

function slugOf({ contactId }: Pick<PendingEdit, 'contactId'>): string {
  return contactId.slice(contactId.indexOf('/') + 1)
}

function tell(edit: PendingEdit, outcome: ExportLine['outcome'], line: number | null): ExportLine {
  const { contactId, field, value, fileValue, file } = edit
  return { contactId, field, value, fileValue, file, outcome, line }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Replaces a file as a whole, so that a reader never sees half of it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  // A leading dot keeps the reader of the knowledge base away from it.
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`)
  try {
    await writeFile(beside, text, { mode: (await stat(file)).mode })
    await rename(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}
