import type { ContactFilter } from '../../src/store/contacts.ts'
import type { SavedView } from '../../src/store/saved-views.ts'
import { type BulkVerb, bulkVerbs } from '../bulk-verbs.ts'
import { listPath } from '../contact-filter.ts'
import type { View } from '../env.ts'
import { isDeed } from '../ids.ts'
import { BulkFields } from './bulk-fields.tsx'
import { cleanText } from './clean-text.ts'
import { Csrf } from './csrf.tsx'

export const bulkFormId = 'bulk'

/** Filters that somebody keeps, and the way to keep this one. */
export function SavedViews({
  view,
  views,
  filter,
}: {
  view: View
  views: readonly SavedView[]
  filter: ContactFilter
}) {
  const { list: t } = view.t.desk
  const path = listPath(filter)
  const isFiltered = Object.keys(filter).length > 0
  const isKept = views.some((one) => one.path === path)
  if (views.length === 0 && !isFiltered) return null
  return (
    <div class="saved-views">
      {views.length > 0 && (
        <nav aria-label={t.views}>
          <ul class="tabs">
            {views.map(({ id, name, path: to }) => (
              <li>
                <a href={to} aria-current={to === path ? 'page' : undefined}>
                  {cleanText(name, 60)}
                </a>
                {to === path && (
                  <form method="post" action={`/views/${id}/delete`}>
                    <Csrf view={view} />
                    <button
                      type="submit"
                      class="button is-small"
                      aria-label={t.deleteView(cleanText(name, 60))}
                    >
                      <span aria-hidden="true">×</span>
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </nav>
      )}
      {isFiltered && !isKept && (
        <details>
          <summary>{t.saveView}</summary>
          <form method="post" action="/views" class="inline-form">
            <Csrf view={view} />
            <input type="hidden" name="path" value={path} />
            <label class="field">
              <span>{t.viewName}</span>
              <input name="name" required maxlength={60} />
            </label>
            <button type="submit" class="button">
              {t.save}
            </button>
          </form>
        </details>
      )}
    </div>
  )
}

/** What can be done to all ticked contacts; their boxes stand in the list and belong to this form. */
export function BulkBar({ view, filter }: { view: View; filter: ContactFilter }) {
  const { list: t } = view.t.desk
  return (
    <form id={bulkFormId} class="bulk" method="post" action="/bulk" aria-label={t.bulk}>
      <Csrf view={view} />
      <input type="hidden" name="path" value={listPath(filter)} />
      <label class="choice" data-select-all="" hidden>
        <input type="checkbox" />
        <span>{t.selectAll}</span>
      </label>
      <span class="quiet" hidden>
        {t.selected}: <output data-selected="">0</output>
      </span>
      <BulkButton view={view} verb={bulkVerbs[0]} />
      <details>
        <summary>{view.t.editing.many}</summary>
        <BulkFields view={view} />
        {bulkVerbs.slice(1).map((verb) => (
          <BulkButton view={view} verb={verb} />
        ))}
      </details>
    </form>
  )
}

function BulkButton({ view, verb }: { view: View; verb: BulkVerb | undefined }) {
  if (!verb) return null
  return (
    <button type="submit" name="verb" value={verb.name} class="button is-small">
      {verb.text(view.t)}
    </button>
  )
}

/** The box of one contact. */
export function BulkBox({ view, id, label }: { view: View; id: string; label: string }) {
  return (
    <label class="bulk-box">
      <input type="checkbox" name="id" value={id} form={bulkFormId} />
      <span class="visually-hidden">{view.t.desk.list.select(label)}</span>
    </label>
  )
}

/** The current filter as files. */
export function ExportLinks({ view, filter }: { view: View; filter: ContactFilter }) {
  const query = listPath(filter).replace(/^\/contacts/, '')
  return (
    <p class="quiet exports">
      {view.t.desk.list.exportAs} <a href={`/export/contacts.csv${query}`}>CSV</a>{' '}
      <a href={`/export/contacts.json${query}`}>JSON</a>
    </p>
  )
}

/** What a form of the list did. */
export function ListNotice({ view, query, filter }: NoticeProps) {
  const { list: t } = view.t.desk
  const verb = bulkVerbs.find(({ name }) => name === query.told)
  const count = (name: string) => Number(/^\d{1,6}$/.exec(query[name] ?? '')?.[0] ?? 0)
  const texts: Record<string, string> = {
    'view-saved': t.viewSaved,
    'view-deleted': t.viewDeleted,
    'views-full': t.viewsFull,
    'view-nameless': t.viewNameless,
    'none-selected': t.noneSelected,
    undone: view.t.editing.manyUndone(count('done'), count('left')),
  }
  const text = verb
    ? `${verb.told(view.t, count('done'))}${count('left') > 0 ? t.skipped(count('left')) : ''}`
    : texts[query.told ?? '']
  if (!text) return null
  const isBad = ['views-full', 'view-nameless', 'none-selected'].includes(query.told ?? '')
  return (
    <div class={isBad ? 'notice is-invalid' : 'notice'} role="status">
      {text}
      {verb?.isUndoable && isDeed(query.deed) && (
        <form class="undo" method="post" action="/bulk/undo">
          <Csrf view={view} />
          <input type="hidden" name="deed" value={query.deed} />
          <input type="hidden" name="path" value={listPath(filter)} />
          <button type="submit" class="button is-small">
            {view.t.editing.undoMany}
          </button>
        </form>
      )}
    </div>
  )
}

interface NoticeProps {
  view: View
  query: Record<string, string>
  filter: ContactFilter
}
