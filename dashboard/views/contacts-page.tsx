import { statusesWorstFirst } from '../../src/domain/standing.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { ContactCursor, ContactFilter, ContactRow } from '../../src/store/contacts.ts'
import type { SavedView } from '../../src/store/saved-views.ts'
import { attention, flags, listPath } from '../contact-filter.ts'
import type { View } from '../env.ts'
import { ContactItem } from './contact-item.tsx'
import { EmptyNever } from './empty-never.tsx'
import { Page } from './layout.tsx'
import { BulkBar, ExportLinks, ListNotice, SavedViews } from './list-tools.tsx'
import { type Choice, Select } from './select.tsx'

export interface ContactsProps {
  view: View
  pipeline: Pipeline
  filter: ContactFilter
  rows: readonly ContactRow[]
  next: ContactCursor | null
  places: ReadonlyMap<string, string>
  isFirst: boolean
  /** Edits that no file holds yet. */
  edits: number
  views: readonly SavedView[]
  /** The address's query: tells what a form of this page did. */
  query: Record<string, string>
}

/** The list of contacts, worst first, with its filter in the address. */
export function ContactsPage(props: ContactsProps) {
  const { view, pipeline, filter, rows, next, places, isFirst, views, query, edits } = props
  const mayAct = view.session?.user.role !== 'reader'
  const { lists, editing } = view.t
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Page view={view} title={lists.title} section="contacts" live="all">
      <h1>{lists.title}</h1>
      <ListNotice view={view} query={query} filter={filter} />
      <SavedViews view={view} views={views} filter={filter} />
      {(rows.length > 0 || isFiltered) && <Filter {...props} isFiltered={isFiltered} />}
      <div class="column" data-live="rows">
        {rows.length === 0 &&
          (isFiltered ? (
            <EmptyFiltered view={view} />
          ) : (
            <EmptyNever view={view} heading={lists.emptyNever} />
          ))}
        {rows.length > 0 && (
          <section class="panel is-list" aria-label={lists.title}>
            <div class="list-head">
              <p class="quiet">{lists.shown(rows.length, next !== null || !isFirst)}</p>
              <ExportLinks view={view} filter={filter} />
            </div>
            {mayAct && <BulkBar view={view} filter={filter} />}
            <ul class={mayAct ? 'items has-boxes' : 'items'}>
              {rows.map((row) => (
                <ContactItem view={view} pipeline={pipeline} row={row} places={places} hasBox={mayAct} />
              ))}
            </ul>
          </section>
        )}
        <p class="pager">
          {!isFirst && (
            <a class="button" href={listPath(filter)}>
              {lists.firstPage}
            </a>
          )}
          {edits > 0 && <a href="/kb">{editing.kbLink(edits)}</a>}
          {next && (
            <a class="button" rel="next" href={listPath(filter, next)}>
              {lists.nextPage}
            </a>
          )}
        </p>
      </div>
    </Page>
  )
}

function EmptyFiltered({ view }: { view: View }) {
  const { lists } = view.t
  return (
    <section class="panel empty">
      <h2>{lists.emptyFiltered}</h2>
      <p>{lists.emptyFilteredWhat}</p>
      <p>
        <a class="button" href="/contacts">
          {lists.reset}
        </a>
      </p>
    </section>
  )
}

function Filter({ view, pipeline, filter, places, isFiltered }: ContactsProps & { isFiltered: boolean }) {
  const { lists, words } = view.t
  const statuses: Choice[] = [
    { value: attention.join(','), text: lists.attention },
    ...statusesWorstFirst.map((status) => ({ value: status, text: words.statuses[status] })),
  ]
  const kinds = [...pipeline.kinds.kinds].map(({ name, title }) => ({
    value: name,
    text: title[view.language],
  }))
  const marketplaces = [...places].map(([value, text]) => ({ value, text }))
  return (
    <form class="filter" action="/contacts" aria-label={lists.filters}>
      <label class="field is-words">
        <span>{lists.words}</span>
        <input type="search" name="q" value={filter.q ?? ''} maxlength={200} />
      </label>
      <Select
        label={lists.status}
        name="status"
        any={lists.any}
        chosen={filter.status?.join(',')}
        choices={statuses}
      />
      <Select label={lists.kind} name="kind" any={lists.anyKind} chosen={filter.kind} choices={kinds} />
      <Select
        label={lists.marketplace}
        name="marketplace"
        any={lists.anyPlace}
        chosen={filter.marketplace}
        choices={marketplaces}
      />
      {filter.purpose && (
        <Select
          label={view.t.desk.coverage.purpose}
          name="purpose"
          any={lists.anyPlace}
          chosen={filter.purpose}
          choices={[
            {
              value: filter.purpose,
              text: view.t.desk.coverage.purposes[filter.purpose] ?? filter.purpose,
            },
          ]}
        />
      )}
      <Select
        label={lists.flag}
        name="flag"
        any={lists.anyPlace}
        chosen={filter.flag}
        choices={flags.map((flag) => ({ value: flag, text: words.flags[flag] }))}
      />
      <div class="filter-go">
        <button type="submit" class="button is-main">
          {lists.apply}
        </button>
        {isFiltered && <a href="/contacts">{lists.reset}</a>}
      </div>
    </form>
  )
}
