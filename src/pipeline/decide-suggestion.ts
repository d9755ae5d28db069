import { type ArticleSuggestion, decideSuggestion } from '../store/article-watch.ts'
import type { Article } from '../store/articles.ts'
import { addAudit } from '../store/audit.ts'
import { contactsOfValues } from '../store/contacts-of-values.ts'
import type { Pipeline } from './context.ts'
import { type ImportOutcome, importPassages } from './import-passages.ts'
import { requestRecheck } from './request-recheck.ts'

/** What became of a decision. `import`: nothing could be written, so nothing was decided. */
export type Decision =
  | { state: 'decided'; contactIds: string[] }
  | { state: 'known' }
  | { state: 'import'; outcome: ImportOutcome }

/**
 * Decides a suggestion, with a line in the audit log. Accepting a new contact writes it into the files; accepting
 * that one went, or is spoken of otherwise now, has it checked at once: the article may know something.
 */
export async function decideOn(
  pipeline: Pipeline,
  article: Article,
  suggestion: ArticleSuggestion,
  { decided, by, kbDir }: { decided: 'accepted' | 'dismissed'; by: string; kbDir: string | null },
): Promise<Decision> {
  let contactIds: string[] = []
  if (decided === 'accepted' && suggestion.change === 'added' && kbDir !== null) {
    const outcome = await bringIn(pipeline, article, suggestion, kbDir)
    const isHere = outcome.changes.length === 0 && outcome.problems.length === 0
    if (outcome.state !== 'written' && !isHere) return { state: 'import', outcome }
    contactIds = outcome.changes.flatMap((change) => change.contactIds)
  }
  const at = pipeline.now()
  const isDone = await pipeline.db.transaction().execute(async (tx) => {
    if (!(await decideSuggestion(tx, suggestion.id, decided, { by, at }))) return false
    const { change, value, says_after: says } = suggestion
    const action = decided === 'accepted' ? 'article-suggestion-accept' : 'article-suggestion-dismiss'
    const after = { change, value, says, contacts: contactIds }
    await addAudit(tx, { at, actor: by, action, subject: `article:${article.id}`, before: null, after })
    return true
  })
  if (!isDone) return { state: 'known' }
  if (decided === 'accepted' && suggestion.change !== 'added') {
    const asOf = { now: at, timeScale: pipeline.timeScale }
    const known = (await contactsOfValues(pipeline.db, [suggestion.value], asOf)).get(suggestion.value) ?? []
    contactIds = known.map(({ id }) => id)
    await requestRecheck(pipeline, contactIds, { by })
  }
  return { state: 'decided', contactIds }
}

function bringIn(
  pipeline: Pipeline,
  article: Article,
  { kind, value, raw, organisation, says_after: says, sentence }: ArticleSuggestion,
  kbDir: string,
): Promise<ImportOutcome> {
  const claim: 'works' | 'discontinued' | null = says === 'works' || says === 'discontinued' ? says : null
  const passage = {
    ...{ number: 1, kind, value, raw, organisation, sentence, claim, contact: null, source: null },
    ...{ place: 0, length: raw.length, line: 1, heading: null, hours: null, role: null },
    ...{ audience: 'anyone' as const, says: says === 'absent' ? ['absent'] : [] },
  }
  const chosen = { numbers: new Set([1]), dryRun: false }
  return importPassages(pipeline, kbDir, { article, passages: [passage] }, chosen)
}
