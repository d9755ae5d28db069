import { disputeOf } from '../src/domain/freshness.ts'
import { readArticleClaims } from '../src/pipeline/article-claims.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { readArchiveCopy } from '../src/store/archive-copies.ts'
import { readUndoable } from '../src/store/audit.ts'
import { listChecks, readOpenCheck } from '../src/store/checks.ts'
import { listMarketplaces, readContact, readSources } from '../src/store/contacts.ts'
import { listEdits } from '../src/store/edits.ts'
import { listSpells, listStatusChanges } from '../src/store/history.ts'
import { listWords } from '../src/store/photos.ts'

/** How long a page offers to take a change back. */
const undoMs = 24 * 3_600_000

/** Everything that the page of a contact shows; null when there is no such contact. */
export async function readContactPage(
  { db, timeScale }: Pipeline,
  id: string,
  now: Date,
  reader?: string | undefined,
) {
  const contact = await readContact(db, id, { now, timeScale })
  if (!contact) return null
  const [checks, openCheck, spells, changes, sources, marketplaces, words, edits, undoable] =
    await Promise.all([
      listChecks(db, id, 10),
      readOpenCheck(db, id),
      listSpells(db, id, 40),
      listStatusChanges(db, id, 20),
      readSources(db),
      listMarketplaces(db),
      listWords(db, id, 5),
      listEdits(db, id),
      reader === undefined ? null : readUndoable(db, id, reader, new Date(now.getTime() - undoMs)),
    ])
  const archived = await readArchiveCopy(db, contact.value)
  const articles = await readArticleClaims(db, [contact], sources)
  const fromArticles = articles.byContact.get(id) ?? []
  const allSources = new Map([...sources, ...articles.sources])
  return {
    contact,
    checks,
    openCheck,
    spells,
    changes,
    sources: allSources,
    articleClaims: fromArticles,
    archived,
    place: marketplaces.find((marketplace) => marketplace.id === contact.marketplace) ?? null,
    dispute: disputeOf([...contact.claims, ...fromArticles], allSources),
    /** What people said and did not take back, newest first. */
    words,
    edits,
    undoable,
  }
}

export type ContactPageData = NonNullable<Awaited<ReturnType<typeof readContactPage>>>
