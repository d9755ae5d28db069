import type { Pipeline } from '../../src/pipeline/context.ts'
import type { ContactRow } from '../../src/store/contacts.ts'
import { kindOf, shownFlags, textOfReason } from '../contact-facts.ts'
import type { View } from '../env.ts'
import { contactPage } from '../route-path.ts'
import { cleanText } from './clean-text.ts'
import { Icon } from './icons.tsx'
import { BulkBox } from './list-tools.tsx'
import { Moment } from './moment.tsx'
import { Flags, StatusBadge } from './status-badge.tsx'

export interface ContactItemProps {
  view: View
  pipeline: Pipeline
  row: ContactRow
  /** Names of marketplaces by id. */
  places: ReadonlyMap<string, string>
  /** May it be ticked, for what is done to many at once? */
  hasBox?: boolean
}

/** One contact of a list: a line on a wide screen, a card on a phone. */
export function ContactItem({ view, pipeline, row, places, hasBox = false }: ContactItemProps) {
  const { language, t } = view
  const kind = kindOf(pipeline, row.kind)
  const flags = shownFlags(row, view.now)
  return (
    <li class={`item is-${row.status}`}>
      {hasBox && <BulkBox view={view} id={row.id} label={cleanText(row.label[language], 120)} />}
      <div class="item-state">
        <StatusBadge view={view} status={row.status} />
        <span class="quiet">
          <Moment view={view} at={row.statusSinceAt} />
        </span>
      </div>
      <div class="item-what">
        <a class="item-name" href={contactPage(row.id)}>
          {cleanText(row.label[language], 120)}
        </a>
        {row.value === null ? (
          <span class="quiet">{t.words.gap}</span>
        ) : (
          <span class="item-value value">{cleanText(row.value, 120)}</span>
        )}
        <span class="item-kind quiet">
          {kind && <Icon inner={kind.icon} />}
          <span>
            {kind?.title[language] ?? row.kind} · {places.get(row.marketplace) ?? row.marketplace}
          </span>
        </span>
      </div>
      <div class="item-why">
        <Why view={view} pipeline={pipeline} row={row} />
        {flags.length > 0 && (
          <p class="flags">
            <Flags view={view} flags={flags} />
          </p>
        )}
      </div>
      <div class="item-when quiet">
        <Confirmed view={view} row={row} />
      </div>
    </li>
  )
}

function Why({ view, pipeline, row }: Omit<ContactItemProps, 'places' | 'hasBox'>) {
  const means = textOfReason(pipeline, row.reasonCode)?.means[view.language]
  if (means && row.status !== 'fresh') return <p>{cleanText(means, 200)}</p>
  if (row.status === 'unverifiable') {
    const ask = kindOf(pipeline, row.kind)?.askPerson[view.language]
    return <p>{cleanText(row.value === null ? view.t.contact.askGap : (ask ?? ''), 110)}</p>
  }
  return null
}

/** Confirmed when, and by whom: the later of the two clocks. */
function Confirmed({ view, row }: { view: View; row: ContactRow }) {
  const { lists } = view.t
  const { confirmedAt, attestedAt } = row
  const byPerson = attestedAt !== null && (confirmedAt === null || attestedAt > confirmedAt)
  const at = byPerson ? attestedAt : confirmedAt
  if (!at) return <span>{lists.notConfirmed}</span>
  return (
    <span>
      {lists.confirmed} {byPerson && `${lists.attested} `}
      <Moment view={view} at={at} />
    </span>
  )
}
