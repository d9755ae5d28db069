import type { AuditFilter, AuditRow } from '../../../src/store/audit.ts'
import type { View } from '../../env.ts'
import { isContactId } from '../../ids.ts'
import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import { Moment } from '../moment.tsx'
import { Select } from '../select.tsx'
import { SettingsFrame } from './settings-frame.tsx'

export interface AuditProps {
  view: View
  filter: AuditFilter
  rows: readonly AuditRow[]
  words: { actors: readonly string[]; actions: readonly string[] }
  /** Address of the older entries; null at the end. */
  olderPath: string | null
  isFirst: boolean
}

/** Who changed what, when, with what was there before and after. */
export function AuditPage(props: AuditProps) {
  const { view, rows, filter, olderPath, isFirst } = props
  const { audit: t } = view.t.access
  const isFiltered = Object.keys(filter).length > 0
  return (
    <SettingsFrame view={view} title={t.title}>
      <Filter {...props} isFiltered={isFiltered} />
      <section class="panel" aria-label={t.title}>
        <p class="quiet">{rows.length > 0 ? t.lead : isFiltered ? t.noneFiltered : t.none}</p>
        <ul class="rows">
          {rows.map((row) => (
            <Entry view={view} row={row} />
          ))}
        </ul>
      </section>
      <p class="pager">
        {!isFirst && (
          <a class="button" href="/settings/audit">
            {t.newest}
          </a>
        )}
        {olderPath && (
          <a class="button" rel="next" href={olderPath}>
            {t.older}
          </a>
        )}
      </p>
    </SettingsFrame>
  )
}

function Filter({ view, filter, words, isFiltered }: AuditProps & { isFiltered: boolean }) {
  const { audit: t } = view.t.access
  const { lists } = view.t
  return (
    <form class="filter" action="/settings/audit" aria-label={lists.filters}>
      <Select
        label={t.actor}
        name="actor"
        any={t.anyone}
        chosen={filter.actor}
        choices={words.actors.filter(isPlain).map((value) => ({ value, text: cleanText(value, 80) }))}
      />
      <Select
        label={t.action}
        name="action"
        any={t.anything}
        chosen={filter.action}
        choices={words.actions.map((value) => ({ value, text: t.actions[value] ?? cleanText(value, 60) }))}
      />
      <label class="field">
        <span>{t.subject}</span>
        <input name="subject" value={filter.subject ?? ''} maxlength={130} placeholder={t.subjectHint} />
      </label>
      <div class="filter-go">
        <button type="submit" class="button is-main">
          {lists.apply}
        </button>
        {isFiltered && <a href="/settings/audit">{lists.reset}</a>}
      </div>
    </form>
  )
}

/** A name with marks that reorder text cannot be offered as it is, and must be as it is to be found. */
function isPlain(name: string): boolean {
  return cleanText(name, 200) === name
}

function Entry({ view, row }: { view: View; row: AuditRow }) {
  const { audit: t } = view.t.access
  return (
    <li>
      <p>
        <strong>{cleanText(row.actor, 80)}</strong> {t.actions[row.action] ?? cleanText(row.action, 60)}{' '}
        {isContactId(row.subject) ? (
          <a href={contactPage(row.subject)}>{row.subject}</a>
        ) : (
          <code>{cleanText(row.subject, 130)}</code>
        )}
      </p>
      <p class="quiet">
        <Moment view={view} at={row.at} exact />
      </p>
      {(isSomething(row.before) || isSomething(row.after)) && (
        <dl class="change">
          <Side name={t.before} value={row.before} none={t.nothing} />
          <Side name={t.after} value={row.after} none={t.nothing} />
        </dl>
      )}
    </li>
  )
}

function isSomething(value: unknown): boolean {
  return value !== null && value !== undefined
}

function Side({ name, value, none }: { name: string; value: unknown; none: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{isSomething(value) ? <code>{cleanText(tell(value), 600)}</code> : none}</dd>
    </div>
  )
}

/** A stored value as `name: value` pairs, which is what readers of a log look for. */
function tell(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== '')
    .map(([name, part]) => `${name}: ${typeof part === 'string' ? part : JSON.stringify(part)}`)
    .join('; ')
}
