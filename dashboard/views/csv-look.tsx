import type { Child } from 'hono/jsx'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { CsvChange } from '../../src/pipeline/csv-edits.ts'
import type { HeldChange } from '../check-table.ts'
import { textOfReason } from '../contact-facts.ts'
import type { View } from '../env.ts'
import { contactPage } from '../route-path.ts'
import type { Looked } from '../routes/kb.tsx'
import { cleanText } from './clean-text.ts'
import { Csrf } from './csrf.tsx'

interface LookProps {
  view: View
  pipeline: Pipeline
  looked: Looked
}

/** What a table changes or changed, what was wrong with it, and what waits for a check or a decision. */
export function CsvLook(props: LookProps) {
  const { view, looked } = props
  const { editing: t } = view.t
  const { changes, problems } = looked.plan
  const { held, isWritten } = looked
  const count = `${isWritten ? `${t.notices.done} ` : ''}${t.csvChanges(changes.length)}`
  return (
    <div role="status" class="stack">
      {problems.length > 0 && <h3>{t.csvProblems}</h3>}
      <ul class="plain">
        {problems.slice(0, 200).map(({ line, detail }) => (
          <li>
            {t.csvLine(line)}: <span lang="en">{cleanText(detail, 300)}</span>
          </li>
        ))}
      </ul>
      {(changes.length > 0 || held.length === 0) && <h3>{changes.length === 0 ? t.csvNothing : count}</h3>}
      <ul class="plain">
        {changes.slice(0, 200).map((change) => (
          <Change view={view} change={change} />
        ))}
      </ul>
      {((!isWritten && changes.length > 0) || held.length > 0) && <Apply {...props} />}
    </div>
  )
}

/** The second step, and the next one where values were held back. */
function Apply({ view, pipeline, looked: { held, table } }: LookProps) {
  const { editing: t } = view.t
  return (
    <form class="stack" method="post" action="/kb/csv">
      <Csrf view={view} />
      <input type="hidden" name="apply" value="yes" />
      <input type="hidden" name="table" value={table} />
      {held.length > 0 && <h3>{t.csvHeld}</h3>}
      <ul class="plain">
        {held.map((one) => (
          <Held view={view} pipeline={pipeline} held={one} />
        ))}
      </ul>
      {held.length === 0 && <p class="quiet">{t.csvChecked}</p>}
      <button type="submit" class="button is-main">
        {held.length > 0 ? t.csvAgain : t.csvApply}
      </button>
    </form>
  )
}

function Held({
  view,
  pipeline,
  held: { change, state, check },
}: Pick<LookProps, 'view' | 'pipeline'> & { held: HeldChange }) {
  const { editing: t } = view.t
  const means = textOfReason(pipeline, check.reasonCode)?.means[view.language] ?? t.onlyPerson
  return (
    <Change view={view} change={change}>
      <p>{state === 'running' ? t.csvRunning : cleanText(means, 400)}</p>
      <label class="choice">
        <input type="checkbox" name="insist" value={change.contactId} />
        <span>{t.csvInsist}</span>
      </label>
    </Change>
  )
}

function Change({ view, change, children }: { view: View; change: CsvChange; children?: Child }) {
  const { editing: t } = view.t
  const { line, contactId, before, after } = change
  const show = (values: object) =>
    Object.entries(values)
      .map(([field, value]) => `${t.fields[field as keyof typeof t.fields]}: ${value ?? t.empty}`)
      .join(' · ')
  return (
    <li>
      {t.csvLine(line)}: <a href={contactPage(contactId)}>{contactId}</a>: {cleanText(show(before), 300)} →{' '}
      {cleanText(show(after), 300)}
      {children}
    </li>
  )
}
