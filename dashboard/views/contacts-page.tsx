import { statusesWorstFirst } from '../../src/domain/standing.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { ContactCursor, ContactFilter, ContactRow } from '../../src/store/contacts.ts'
import { attention, flags, listPath } from '../contact-filter.ts'
import type { View } from '../env.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ContactItem } from './contact-item.tsx'
import { EmptyNever } from './empty-never.tsx'
import { Page } from './layout.tsx'
import { type Choice, Select } from './select.tsx'

export interface ContactsProps {
  view: View
  pipeline: Pipeline
  filter: ContactFilter
  rows: readonly ContactRow[]
  next: ContactCursor | null
  places: ReadonlyMap<string, string>
  isFirst: boolean
  /** With how many contacts something was just done. */
  done: number | null
  /** Edits that no file holds yet. */
  edits: number
}

/** The list of contacts, worst first, with its filter in the address. */
export function ContactsPage(props: ContactsProps) {
  const { view, filter, rows, next, isFirst, done, edits } = props
  const { lists, editing } = view.t
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Page view={view} title={lists.title} section="contacts">
      <h1>{lists.title}</h1>
      {(rows.length > 0 || isFiltered) && <Filter {...props} isFiltered={isFiltered} />}
      {rows.length === 0 &&
        (isFiltered ? <EmptyFiltered view={view} /> : <EmptyNever view={view} heading={lists.emptyNever} />)}
      {done !== null && (
        <p class="notice is-done" role="status">
          {done > 0 ? editing.manyDone(done) : editing.manyNone}
        </p>
      )}
      {rows.length > 0 && <Items {...props} />}
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
    </Page>
  )
}

function Items({ view, pipeline, rows, next, places, isFirst, filter }: ContactsProps) {
  const { lists } = view.t
  const role = view.session?.user.role
  const mayAct = role === 'editor' || role === 'admin'
  const list = (
    <section class="panel is-list" aria-label={lists.title}>
      <p class="quiet">{lists.shown(rows.length, next !== null || !isFirst)}</p>
      <ul class="items">
        {rows.map((row) => (
          <ContactItem view={view} pipeline={pipeline} row={row} places={places} canPick={mayAct} />
        ))}
      </ul>
    </section>
  )
  if (!mayAct) return list
  return (
    <form method="post" action="/contacts/bulk">
      <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
      <input type="hidden" name="query" value={listPath(filter).split('?')[1] ?? ''} />
      {list}
      <BulkBar view={view} />
    </form>
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
