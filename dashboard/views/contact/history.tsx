import { textOfReason } from '../../contact-facts.ts'
import { exactTime } from '../../i18n/moments.ts'
import { cleanText } from '../clean-text.ts'
import { Moment } from '../moment.tsx'
import { StatusBadge } from '../status-badge.tsx'
import type { ContactProps } from './contact-props.ts'
import { SpellStrip } from './spell-strip.tsx'

/** Changes of status, and the runs of equal results between them. */
export function History({ view, pipeline, data }: ContactProps) {
  const { contact: t, words } = view.t
  const { changes, spells } = data
  return (
    <section class="panel" aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      {spells.length > 0 && <SpellStrip view={view} spells={spells} />}
      {changes.length === 0 && <p class="quiet">{t.historyNone}</p>}
      <ol class="timeline">
        {changes.map((change) => (
          <li>
            <StatusBadge view={view} status={change.to} />
            <span>
              <Moment view={view} at={change.at} exact />
            </span>
            <span class="quiet">
              {t.became(words.statuses[change.from], words.statuses[change.to])}
              {change.byWhom && ` · ${t.by(cleanText(change.byWhom, 80))}`}
              {change.incidentId !== null && (
                <>
                  {' · '}
                  <a href={`/incidents/${change.incidentId}`}>{t.inIncident(change.incidentId)}</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {spells.length > 0 && (
        <details>
          <summary>{t.spells}</summary>
          <ul class="plain">
            {spells.map((spell) => (
              <li>
                <span class={`verdict is-${spell.verdict}`}>{words.verdicts[spell.verdict]}</span>{' '}
                {exactTime(spell.startedAt, view.language)} — {exactTime(spell.lastAt, view.language)} ·{' '}
                {t.spell(spell.checks)}
                <span class="quiet">
                  {' '}
                  {textOfReason(pipeline, spell.reasonCode)?.means[view.language] ?? ''}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
