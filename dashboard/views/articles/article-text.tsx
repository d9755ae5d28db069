import { isStale } from '../../../src/domain/passage.ts'
import type { JudgedPassage, ReadArticle } from '../../../src/pipeline/read-article.ts'
import type { View } from '../../env.ts'
import { openVisibleText } from '../../visible-text.ts'
import { cleanText } from '../clean-text.ts'
import { StatusIcon } from '../icons.tsx'
import { looks } from './passage-state.tsx'

interface ArticleTextProps {
  view: View
  read: ReadArticle
  /** Number of the passage that the reader stands at. */
  at: number | null
}

/** The article as text, every place that gives or names a contact marked with its number. */
export function ArticleText({ view, read, at }: ArticleTextProps) {
  const { article, passages } = read
  const visible = openVisibleText(article.text, article.format)
  const plain = (start: number, end: number) => cleanText(visible(start, end), Number.POSITIVE_INFINITY)
  const parts = []
  let end = 0
  for (const passage of passages) {
    if (passage.place < end) continue
    parts.push(plain(end, passage.place))
    parts.push(<Passage view={view} passage={passage} isHere={passage.number === at} />)
    end = passage.place + passage.length
  }
  parts.push(plain(end, article.text.length))
  return <div class="article-text">{parts}</div>
}

function Passage({ view, passage, isHere }: { view: View; passage: JudgedPassage; isHere: boolean }) {
  const { number, state, raw } = passage
  const word = view.t.articles.states[state]
  const inner = (
    <>
      {cleanText(raw, 2000)}
      <a class="passage-number" href={`#finding-${number}`} aria-label={`${number}: ${word}`}>
        <StatusIcon status={looks[state]} />
        {number}
      </a>
    </>
  )
  const shared = { id: `passage-${number}`, 'aria-current': isHere ? 'true' : undefined } as const
  // Only what an editor must look at is marked; the rest is there to be found.
  if (!isStale(state) && state !== 'disputed')
    return (
      <span class="passage" {...shared}>
        {inner}
      </span>
    )
  return (
    <mark class={`passage is-${looks[state]}`} {...shared}>
      {inner}
      <span class="passage-why"> ({word.toLowerCase()})</span>
    </mark>
  )
}
