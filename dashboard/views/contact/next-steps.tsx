import { kindOf, textOfReason } from '../../contact-facts.ts'
import { cleanText } from '../clean-text.ts'
import { Outside } from '../outside.tsx'
import type { ContactProps } from './contact-props.ts'
import { VerbForm } from './verb-form.tsx'

/** Is it a person's turn? */
export function asksPerson({ contact }: ContactProps['data']): boolean {
  return contact.status === 'unverifiable' || (contact.value === null && contact.status !== 'retired')
}

/** What an editor does next; nothing where nothing is to be done. */
export function NextSteps({ view, pipeline, data }: ContactProps) {
  const { contact: t } = view.t
  const { contact, checks } = data
  const last = checks[0] ?? null
  const role = view.session?.user.role
  const mayAct = role === 'editor' || role === 'admin'
  const isQuiet = contact.status === 'fresh' || contact.status === 'retired'
  const code = isQuiet ? null : (contact.reasonCode ?? last?.reasonCode ?? null)
  const next = textOfReason(pipeline, code)?.next[view.language]
  const suggestion = contact.episode?.suggestion ?? last?.suggestion ?? null
  if (!next && !suggestion && !asksPerson(data)) return null
  return (
    <section class="panel is-next" aria-labelledby="next">
      <h2 id="next">{t.nextStep}</h2>
      {next && <p>{cleanText(next, 600)}</p>}
      {suggestion && (
        <p class="suggestion">
          {suggestion.action === 'replace' ? t.suggestReplace : t.suggestRetire}:{' '}
          <strong>
            <Outside href={suggestion.value} />
          </strong>
        </p>
      )}
      {suggestion && mayAct && (
        <VerbForm
          view={view}
          contactId={contact.id}
          verb="accept-suggestion"
          text={suggestion.action === 'replace' ? view.t.editing.accept : view.t.editing.acceptRetire}
        >
          <input type="hidden" name="value" value={suggestion.value} />
        </VerbForm>
      )}
      {asksPerson(data) && <AskPerson view={view} pipeline={pipeline} data={data} />}
    </section>
  )
}

function AskPerson({ view, pipeline, data }: ContactProps) {
  const { contact } = data
  const { contact: t } = view.t
  const own = contact.humanCheck?.how[view.language]
  const usual = kindOf(pipeline, contact.kind)?.askPerson[view.language]
  return (
    <>
      <h3>{t.ask}</h3>
      <p>{contact.value === null ? t.askGap : cleanText(own ?? usual ?? '', 600)}</p>
    </>
  )
}
