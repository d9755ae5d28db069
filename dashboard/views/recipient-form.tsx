import type { Child } from 'hono/jsx'
import { languages } from '../i18n/language.ts'
import { audiences, clockOf, importances, modes, wishes } from '../read-alert-settings.ts'
import { cleanText } from './clean-text.ts'
import type { RecipientProps } from './recipient-page.tsx'
import type { Choice } from './select.tsx'

/** What a recipient wants, and when. */
export function RecipientForm(props: RecipientProps) {
  const { view, recipient } = props
  const { alerts: t } = view.t
  return (
    <section class="panel" aria-label={t.edit}>
      <form method="post" action={`/settings/alerts/${recipient.id}`} class="stack">
        <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
        <label class="field">
          <span>{t.language}</span>
          <select name="language">
            {languages.map((language) => (
              <option value={language} selected={language === recipient.language}>
                {t.languages[language]}
              </option>
            ))}
          </select>
        </label>
        <Routing {...props} />
        <Times {...props} />
        <button type="submit" class="button is-main">
          {t.save}
        </button>
      </form>
    </section>
  )
}

function Routing({ view, recipient, marketplaces, kinds }: RecipientProps) {
  const { alerts: t } = view.t
  const { routes, wants } = recipient.settings
  const named = (values: readonly string[], names: Record<string, string>): Choice[] =>
    values.map((value) => ({ value, text: names[value] ?? value }))
  return (
    <>
      <h2>{t.routes}</h2>
      <p class="quiet">{t.routesHint}</p>
      <Boxes
        name="marketplaces"
        legend={t.marketplaces}
        choices={marketplaces}
        chosen={routes.marketplaces}
      />
      <Boxes name="kinds" legend={t.kinds} choices={kinds} chosen={routes.kinds} />
      <Boxes
        name="audiences"
        legend={t.audiences}
        choices={named(audiences, t.audienceNames)}
        chosen={routes.audiences}
      />
      <Boxes
        name="importances"
        legend={t.importances}
        choices={named(importances, t.importanceNames)}
        chosen={routes.importances}
      />
      <Text
        name="owners"
        label={t.owners}
        value={cleanText(routes.owners.join(', '), 2000)}
        hint={t.ownersHint}
      />
      <Boxes
        name="wants"
        legend={t.wants}
        choices={named(wishes, t.wantNames)}
        chosen={wishes.filter((wish) => wants[wish])}
      />
    </>
  )
}

function Times({ view, recipient }: RecipientProps) {
  const { alerts: t } = view.t
  const { rhythm, zone, quiet, escalateAfterMinutes } = recipient.settings
  return (
    <>
      <h2>{t.when}</h2>
      <Menu name="mode" label={t.mode}>
        {modes.map((mode) => (
          <option value={mode} selected={mode === rhythm.mode}>
            {t.modes[mode]}
          </option>
        ))}
      </Menu>
      <Text name="at" label={t.atTime} value={clockOf(rhythm.atMinute)} />
      <Menu name="weekday" label={t.weekday}>
        {t.weekdays.map((day, at) => (
          <option value={String(at + 1)} selected={at + 1 === rhythm.weekday}>
            {day}
          </option>
        ))}
      </Menu>
      <Text name="zone" label={t.zone} value={zone} />
      <Text
        name="quietFrom"
        label={`${t.quiet} ${t.quietFrom}`}
        value={quiet ? clockOf(quiet.fromMinute) : ''}
      />
      <Text
        name="quietUntil"
        label={`${t.quiet} ${t.quietUntil}`}
        value={quiet ? clockOf(quiet.untilMinute) : ''}
        hint={t.quietHint}
      />
      <Text
        name="escalateAfter"
        label={t.escalation}
        value={escalateAfterMinutes === null ? '' : String(escalateAfterMinutes)}
        hint={t.escalationHint}
      />
    </>
  )
}

function Boxes({
  name,
  legend,
  choices,
  chosen,
}: {
  name: string
  legend: string
  choices: readonly Choice[]
  chosen: readonly string[]
}) {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {choices.map(({ value, text }) => (
        <label class="choice">
          <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Menu({ name, label, children }: { name: string; label: string; children?: Child }) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>{children}</select>
    </label>
  )
}

function Text({ name, label, value, hint }: { name: string; label: string; value: string; hint?: string }) {
  return (
    <label class="field">
      <span>{label}</span>
      <input name={name} value={value} maxlength={2000} />
      {hint && <small>{hint}</small>}
    </label>
  )
}
