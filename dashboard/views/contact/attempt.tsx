import type { Child } from 'hono/jsx'
import { sharedFactLabels } from '../../../src/kinds/reasons.ts'
import type { Pipeline } from '../../../src/pipeline/context.ts'
import type { CheckRow } from '../../../src/store/checks.ts'
import { kindOf, textOfReason } from '../../contact-facts.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'
import { Moment } from '../moment.tsx'
import { Outside } from '../outside.tsx'

export interface AttemptProps {
  view: View
  pipeline: Pipeline
  check: CheckRow
  /** Kind whose words name the facts. */
  kindName: string | null
  isOpen: boolean
}

/** One check as proof: when, by which way, what came back, step by step. */
export function Attempt({ view, pipeline, check, kindName, isOpen }: AttemptProps) {
  const { contact: t, words } = view.t
  const { language } = view
  const at = check.finishedAt ?? check.startedAt ?? check.queuedAt
  const verdict = check.verdict
  const means = textOfReason(pipeline, check.reasonCode)?.means[language]
  return (
    <details class="attempt" open={isOpen}>
      <summary>
        {verdict && <span class={`verdict is-${verdict}`}>{words.verdicts[verdict]}</span>}
        <span class="attempt-at">
          <Moment view={view} at={at} exact />
        </span>
      </summary>
      {means && <p>{cleanText(means, 400)}</p>}
      <dl class="pairs">
        <Pair name={t.route}>
          {words.vias[check.via ?? ''] ?? check.via ?? ''}
          {check.httpStatus !== null && ` · ${check.httpStatus}`}
          {check.durationMs !== null && ` · ${t.took(check.durationMs)}`}
        </Pair>
        {check.finalUrl && (
          <Pair name={t.endedAt}>
            <Outside href={check.finalUrl} />
          </Pair>
        )}
        <Facts view={view} pipeline={pipeline} check={check} kindName={kindName} />
      </dl>
      {check.askedBy && <p class="quiet">{t.askedBy(cleanText(check.askedBy, 80))}</p>}
      {check.trace && check.trace.length > 0 && (
        <div class="trace">
          <p class="trace-title">{t.steps}</p>
          <ol lang="en">
            {check.trace.slice(0, 40).map((step) => (
              <li>{cleanText(step, 400)}</li>
            ))}
          </ol>
          {check.reasonMessage && (
            <p class="quiet" lang="en">
              {check.reasonCode}: {cleanText(check.reasonMessage, 400)}
            </p>
          )}
        </div>
      )}
      {check.screenshot && (
        <p>
          <a href={`/checks/${check.id}/screenshot`}>{t.screenshot}</a>
        </p>
      )}
    </details>
  )
}

function Facts({ view, pipeline, check, kindName }: Omit<AttemptProps, 'isOpen'>) {
  const labels = { ...sharedFactLabels, ...(kindName ? kindOf(pipeline, kindName)?.factLabels : {}) }
  return (
    <>
      {(check.facts ?? []).slice(0, 40).map(({ label, value }) => (
        <Pair name={labels[label]?.[view.language] ?? cleanText(label, 60)}>
          {labels[`${label}.${value}`]?.[view.language] ?? cleanText(value, 300)}
        </Pair>
      ))}
    </>
  )
}

/** A name and its value in a description list. */
export function Pair({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
