import { clocksOf } from '../../contact-facts.ts'
import { cleanText } from '../clean-text.ts'
import { MaybeMoment, Moment } from '../moment.tsx'
import { Pair } from './attempt.tsx'
import type { ContactProps } from './contact-props.ts'

/** When a machine confirmed the contact, and when a person did: two promises, two clocks. */
export function Clocks({ view, pipeline, data }: ContactProps) {
  const { contact: t } = view.t
  const { contact, words } = data
  const latest = words.find(({ action }) => action === 'attest')
  const { machine, person } = clocksOf(contact, view.now, pipeline.timeScale)
  return (
    <section class="panel" aria-labelledby="clocks">
      <h2 id="clocks">{t.clocks}</h2>
      <dl class="pairs">
        <Pair name={t.byMachine}>
          <MaybeMoment view={view} at={contact.confirmedAt} />
          {machine?.isOverdue && <Overdue view={view} />}
          {contact.value !== null && <small class="quiet">{t.promise(contact.checkEveryHours)}</small>}
        </Pair>
        <Pair name={t.byPerson}>
          <MaybeMoment view={view} at={contact.attestedAt} />
          {person?.isOverdue && <Overdue view={view} />}
          {contact.humanCheck && <small class="quiet">{t.promiseDays(contact.humanCheck.everyDays)}</small>}
          {latest && <Said view={view} entry={latest} />}
        </Pair>
        <Pair name={t.looked}>
          <MaybeMoment view={view} at={contact.checkedAt} />
        </Pair>
        {contact.dueAt && (
          <Pair name={t.next}>
            {contact.dueAt.getTime() - view.now.getTime() >= soonMs ? (
              <Moment view={view} at={contact.dueAt} />
            ) : (
              t.soon
            )}
          </Pair>
        )}
      </dl>
    </section>
  )
}

function Overdue({ view }: { view: ContactProps['view'] }) {
  return <span class="flag is-overdue">{view.t.editing.overdue}</span>
}

/** Nearer than this a minute hand has nothing to say. */
const soonMs = 60_000

type Entry = ContactProps['data']['words'][number]

function Said({ view, entry }: { view: ContactProps['view']; entry: Entry }) {
  const { contact: t } = view.t
  const said = (entry.after ?? {}) as Partial<Record<'says' | 'how' | 'heard' | 'note', string>>
  const { says, how, heard, note } = said
  const way = t.howOptions[how ?? ''] ?? how
  const parts = [entry.actor, says === 'works' ? t.works : t.broken, way, heard, note]
  return <small>{cleanText(parts.filter(Boolean).join(' · '), 400)}</small>
}
