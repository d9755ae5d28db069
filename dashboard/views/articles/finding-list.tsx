import { isStale } from '../../../src/domain/passage.ts'
import type { Pipeline } from '../../../src/pipeline/context.ts'
import type { JudgedPassage } from '../../../src/pipeline/read-article.ts'
import { textOfReason } from '../../contact-facts.ts'
import type { View } from '../../env.ts'
import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import { StateBadge } from './passage-state.tsx'

interface FindingProps {
  view: View
  pipeline: Pipeline
  passage: JudgedPassage
}

/** All places of an article that give a contact, in its order. */
export function FindingList({
  view,
  pipeline,
  passages,
}: Omit<FindingProps, 'passage'> & { passages: readonly JudgedPassage[] }) {
  return (
    <ol class="plain findings">
      {passages.map((passage) => (
        <li id={`finding-${passage.number}`}>
          <Finding view={view} pipeline={pipeline} passage={passage} />
        </li>
      ))}
    </ol>
  )
}

function Finding({ view, pipeline, passage }: FindingProps) {
  const { articles: t } = view.t
  const { number, state, value, raw, line, contact } = passage
  const stale = isStale(state)
  const reason = contact && stale ? textOfReason(pipeline, contact.reasonCode) : null
  return (
    <>
      <p class="finding-head">
        <a href={`#passage-${number}`}>
          {number}. <span class="value">{cleanText(value ?? raw, 200)}</span>
        </a>{' '}
        <StateBadge view={view} state={state} /> <span class="quiet">{t.line(line)}</span>
      </p>
      {contact && (
        <p>
          <a href={contactPage(contact.id)}>{cleanText(contact.label[view.language], 120)}</a>
        </p>
      )}
      {reason && <p class="quiet">{reason.means[view.language]}</p>}
      {stale && <Proposal view={view} passage={passage} />}
    </>
  )
}

function Proposal({ view, passage: { replacement, state } }: { view: View; passage: JudgedPassage }) {
  const { articles: t } = view.t
  if (!replacement) return state === 'stale-alive' ? null : <p>{t.noReplacement}</p>
  const { value, successorId, written } = replacement
  return (
    <p>
      {t.replaceBy} <span class="value">{cleanText(written ?? value, 300)}</span>{' '}
      {successorId ? (
        <a href={contactPage(successorId)}>{t.bySuccessor}</a>
      ) : (
        <span class="quiet">{t.byCheck}</span>
      )}
      {written === null && <> {t.rewrite}</>}
    </p>
  )
}
