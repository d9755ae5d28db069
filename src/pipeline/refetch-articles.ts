import { randomUUID } from 'node:crypto'
import { compareArticles } from '../domain/compare-articles.ts'
import { factKinds } from '../kb/extract/finding.ts'
import { listenForPushback } from '../net/pushback.ts'
import {
  type ArticleAsked,
  addSuggestions,
  borrowHost,
  noteAsked,
  replaceText,
  takeDueArticle,
} from '../store/article-watch.ts'
import { type Article, listPassages } from '../store/articles.ts'
import { releaseHosts } from '../store/hosts.ts'
import { readPassages } from './add-article.ts'
import { settleDisputesAbout } from './article-claims.ts'
import type { Pipeline } from './context.ts'
import { type FetchedAgain, fetchAgain } from './fetch-again.ts'
import { articleEveryMs, nextFetchAt } from './next-fetch-at.ts'
import { obeyPushback } from './obey-pushback.ts'
import type { FreshPassage } from './passage-of-finding.ts'
import { saysOf } from './read-article.ts'
import type { Runner } from './runner.ts'

const hourMs = 3_600_000
/** An article that did not answer is asked again after an hour, then daily. */
const firstRetryMs = hourMs
const retryMs = 24 * hourMs
/** A worker that was killed keeps its article for so long, and its host. */
const leaseMs = 5 * 60_000

/** What asking needs beside the pipeline. */
export type ArticleRunner = Pick<Runner, 'net' | 'isOnline' | 'hostGapMs' | 'stopping'> & {
  /** Folder of the knowledge base, which knows how articles call organisations. */
  kbDir: string | null
}

/**
 * Asks for all articles that are due, one after the other. A host is borrowed as checks hold it: one request at a
 * time, its gap and its pauses kept. @returns how many were asked for.
 */
export async function refetchDueArticles(pipeline: Pipeline, runner: ArticleRunner): Promise<number> {
  let asked = 0
  while (!runner.stopping.aborted) {
    const at = pipeline.now()
    const article = await takeDueArticle(pipeline.db, at, new Date(at.getTime() + leaseMs))
    if (!article?.url) break
    if (await askInTurn(pipeline, runner, { ...article, url: article.url })) asked += 1
  }
  return asked
}

type WithUrl = Article & { url: string }

async function askInTurn(pipeline: Pipeline, runner: ArticleRunner, article: WithUrl): Promise<boolean> {
  const { db, now } = pipeline
  const host = new URL(article.url).host
  const holder = randomUUID()
  const at = now()
  const turn = await borrowHost(db, host, { holder, until: new Date(at.getTime() + leaseMs) }, at)
  if (turn.is === 'taken') {
    const soonest = at.getTime() + Math.max(runner.hostGapMs, 1_000)
    await noteAsked(db, article.id, {
      next_fetch_at: new Date(Math.max(turn.againAt?.getTime() ?? 0, soonest)),
    })
    return false
  }
  try {
    const heard = listenForPushback(runner.net)
    const answer = await fetchAgain(heard.net, article, { now: at, signal: runner.stopping })
    const pause = await obeyPushback(pipeline, host, {
      ...{ pushback: heard.pushback(), answered: heard.answered(), pushbacks: turn.pushbacks },
    })
    if (pause) await noteAsked(db, article.id, { asked_at: at, next_fetch_at: pause.until })
    else await note(pipeline, runner, article, answer)
  } finally {
    await releaseHosts(db, holder, [
      { name: host, nextStartAt: new Date(now().getTime() + runner.hostGapMs) },
    ])
  }
  return true
}

async function note(
  pipeline: Pipeline,
  runner: ArticleRunner,
  article: WithUrl,
  answer: FetchedAgain,
): Promise<void> {
  const { db, now } = pipeline
  const asked_at = now()
  const next_fetch_at = nextFetchAt(pipeline, String(article.id))
  const fine: ArticleAsked = { asked_at, fetched_at: asked_at, next_fetch_at, ...noFailure }
  switch (answer.is) {
    case 'same':
      return noteAsked(db, article.id, fine)
    case 'text':
      await takeIn(pipeline, runner, article, answer)
      return noteAsked(db, article.id, { ...fine, etag: answer.etag, last_modified: answer.lastModified })
    case 'failed':
      return noteFailure(pipeline, runner, article, answer)
  }
}

const noFailure = { failing_since_at: null, failure: null, gone_at: null } as const

/** The last good text stays. Trouble of our own network is nobody's failure. */
async function noteFailure(
  { db, now, patience, timeScale }: Pipeline,
  { isOnline }: ArticleRunner,
  article: WithUrl,
  { code, class: failureClass }: Extract<FetchedAgain, { is: 'failed' }>,
): Promise<void> {
  const at = now()
  const after = (ms: number) => new Date(at.getTime() + ms / timeScale)
  if (!(await isOnline())) return noteAsked(db, article.id, { next_fetch_at: after(firstRetryMs) })
  const since = article.failing_since_at ?? at
  const isMissing = failureClass === 'gone' || failureClass === 'dns'
  const isConfirmed = isMissing && at.getTime() - since.getTime() >= patience.brokenAfterMs[failureClass]
  await noteAsked(db, article.id, {
    ...{ asked_at: at, failing_since_at: since, failure: code },
    gone_at: article.gone_at ?? (isConfirmed ? at : null),
    next_fetch_at:
      article.failing_since_at === null ? after(firstRetryMs) : after(isConfirmed ? articleEveryMs : retryMs),
  })
}

/**
 * What the newer text says otherwise becomes suggestions. The text of an article that was fetched is replaced by
 * it; one that an editor gave stays, because corrections are made in the editor's own text.
 */
async function takeIn(
  pipeline: Pipeline,
  { kbDir }: ArticleRunner,
  article: WithUrl,
  answer: Extract<FetchedAgain, { is: 'text' }>,
): Promise<void> {
  const { text, passages } = await readPassages(pipeline, { ...answer, url: article.url }, kbDir)
  if (text === article.text) return
  const before = await listPassages(pipeline.db, [article.id])
  const changes = compareArticles(comparable(before), comparable(passages))
  await pipeline.db.transaction().execute(async (tx) => {
    await addSuggestions(tx, article.id, changes, pipeline.now())
    if (article.came_by !== 'fetched') return
    await replaceText(tx, article.id, { text, format: answer.format }, passages)
    await settleDisputesAbout(tx, [...before, ...passages])
  })
}

function comparable(passages: readonly FreshPassage[]) {
  return passages.flatMap(({ kind, value, raw, organisation, role, claim, says, sentence }) =>
    value === null || organisation === null || role !== null || factKinds.includes(kind)
      ? []
      : [{ kind, value, raw, organisation, sentence, says: saysOf({ claim, says }) }],
  )
}
