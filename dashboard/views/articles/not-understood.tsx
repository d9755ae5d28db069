import type { Pipeline } from '../../../src/pipeline/context.ts'
import type { JudgedPassage } from '../../../src/pipeline/read-article.ts'
import { whyNotUnderstood } from '../../../src/pipeline/why-not-understood.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'

interface NotUnderstoodProps {
  view: View
  pipeline: Pipeline
  passages: readonly JudgedPassage[]
}

/** By line: what no contact can be made of, and why. */
export function NotUnderstood({ view, pipeline, passages }: NotUnderstoodProps) {
  const { articles: t } = view.t
  const lines = passages.flatMap((passage) => {
    const why = whyNotUnderstood(passage, passage.contact !== null, pipeline)
    return why ? [{ ...passage, why }] : []
  })
  if (lines.length === 0) return null
  return (
    <section class="panel" aria-labelledby="not-understood">
      <h2 id="not-understood">{t.notUnderstood}</h2>
      <ul class="plain">
        {lines.map(({ line, raw, why }) => (
          <li>
            {t.line(line)}: <span class="value">{cleanText(raw.replace(/\s+/g, ' '), 120)}</span>
            {', '}
            {t.why[why]}
          </li>
        ))}
      </ul>
    </section>
  )
}
