import { enCount } from '../plural.ts'
import type { ruLists } from '../ru/lists.ts'

export const enLists: typeof ruLists = {
  sentence: (n) => {
    if (n.total === 0) return 'No contacts yet'
    if (n.fresh === n.total) return `All is well: ${enCount(n.total, 'contact')} working`
    const parts = [
      n.attention > 0 && `${enCount(n.attention, 'contact needs', 'contacts need')} an edit`,
      n.suspect > 0 && `${n.suspect} suspect`,
      n.human > 0 && `${n.human} ${n.human === 1 ? 'waits' : 'wait'} for a person`,
      n.fresh > 0 && `${n.fresh} working`,
    ].filter(Boolean)
    return parts.length > 0
      ? parts.join(', ')
      : `${enCount(n.total, 'contact')}: waiting for the first checks`
  },
  badge: (fresh, bad) =>
    bad > 0 ? `${bad} need an edit` : fresh > 0 ? `${fresh} working` : 'waiting for checks',
  lastLook: 'Latest check',
  byStatus: 'By status',
  needsHand: 'Needs a hand',
  needsHandNone: 'Nothing is broken. We will write when something breaks.',
  allOfThem: 'Show all',
  byMarketplace: 'By marketplace',
  disputed: 'Sources disagree',
  disputedLead:
    'Some write that the contact works, others that it was closed. Decide whom to believe and correct the knowledge base.',
  title: 'Contacts',
  filters: 'Filter',
  status: 'Status',
  kind: 'Kind',
  marketplace: 'Marketplace',
  flag: 'Flag',
  words: 'Words',
  any: 'any',
  anyKind: 'any',
  anyPlace: 'any',
  apply: 'Show',
  reset: 'Reset',
  attention: 'Needs an edit',
  confirmed: 'confirmed',
  checked: 'checked',
  attested: 'by a person',
  notConfirmed: 'not confirmed yet',
  firstPage: 'To the top of the list',
  nextPage: 'Next 50',
  shown: (count, more) => (more ? `Showing ${count}, worst first` : enCount(count, 'contact')),
  emptyNever: 'No contacts yet',
  emptyNeverWhat:
    'Describe contacts in YAML files in the knowledge base folder; the monitor reads them by itself.',
  emptyNeverHow: 'How to add a contact',
  emptyFiltered: 'Nothing found',
  emptyFilteredWhat: 'No contact matches this filter.',
  incidents: 'Incidents',
  incidentsLead: 'One incident is one cause: when a site dies, all its contacts are gathered in one.',
  open: 'Open',
  all: 'All',
  incidentNoneOpen: 'No open incidents.',
  incidentNone: 'There were no incidents yet.',
  incident: (id) => `Incident ${id}`,
  causeHost: (host) => `Site ${host}`,
  stateOpen: 'Open',
  stateResolved: 'Closed',
  lasted: (duration) => `lasted ${duration}`,
  older: 'Earlier ones',
  affected: 'Affected contacts',
  recovered: 'works again',
  mails: 'Mails',
  mailsNone: 'No mails for this incident: no recipients are set.',
  edges: { opened: 'about the break', resolved: 'about the recovery', escalated: 'nobody took it' },
  delivery: { pending: 'waits', sent: 'sent', dead: 'not delivered', withheld: 'withheld' },
  attempts: (count) => enCount(count, 'attempt'),
}
