import { confidenceOf } from '../../../src/domain/confidence.ts'
import type { ImportOutcome } from '../../../src/pipeline/import-passages.ts'
import { isOffered, type ReadArticle } from '../../../src/pipeline/read-article.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'
import { Csrf } from '../csrf.tsx'

interface ImportProps {
  view: View
  read: ReadArticle
  ticked: ReadonlySet<number>
  outcome: ImportOutcome | null
}

/** What the article gives and nobody watches: choose, look, write. */
export function ImportPanel({ view, read, ticked, outcome }: ImportProps) {
  const { import: t } = view.t.articles
  const seen = new Set<string>()
  const offered = read.passages.filter((passage) => {
    const key = `${passage.organisation}\n${passage.value}`
    return isOffered(passage) && !seen.has(key) && seen.add(key)
  })
  if (offered.length === 0 && !outcome) return null
  return (
    <section class="panel" aria-labelledby="import">
      <h2 id="import">{t.title}</h2>
      {outcome && <Outcome view={view} outcome={outcome} />}
      {outcome?.state !== 'written' && offered.length > 0 && (
        <form class="stack" method="post" action={`/articles/${read.article.id}/import#import`}>
          <Csrf view={view} />
          <p class="quiet">{t.lead}</p>
          <ul class="plain">
            {offered.map(({ number, value, organisation, sentence, claim, role }) => (
              <li>
                <label class="choice">
                  <input type="checkbox" name="passage" value={String(number)} checked={ticked.has(number)} />
                  <span>
                    <span class="value">{cleanText(value ?? '', 200)}</span> ·{' '}
                    {cleanText(organisation ?? '', 60)} ·{' '}
                    {t.confidence[confidenceOf({ value, organisation, claim, role })]}
                    <br />
                    <span class="quiet">{cleanText(sentence, 240)}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
          <p class="pager">
            <button type="submit" class="button" name="act" value="dry-run">
              {t.dryRun}
            </button>
            <button type="submit" class="button is-main" name="act" value="write">
              {t.write}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

function Outcome({ view, outcome }: { view: View; outcome: ImportOutcome }) {
  const { import: t } = view.t.articles
  const { state, changes, problems } = outcome
  const count = changes.reduce((sum, { contactIds }) => sum + contactIds.length, 0)
  const news = { planned: t.planned, written: t.written(count), 'read-only': t.readOnly }[state]
  return (
    <div role="status">
      <p class="notice">{changes.length === 0 ? t.nothing : news}</p>
      {problems.length > 0 && <h3>{t.problems}</h3>}
      <ul class="plain">
        {problems.slice(0, 100).map(({ file, message }) => (
          <li lang="en">
            {cleanText(file, 100)}: {cleanText(message, 300)}
          </li>
        ))}
      </ul>
      {changes.map(({ file, diff, lines }) => (
        <>
          <h3>{t.diff(file)}</h3>
          <pre class="command">{cleanText(state === 'read-only' ? lines : diff, 100_000)}</pre>
        </>
      ))}
    </div>
  )
}
