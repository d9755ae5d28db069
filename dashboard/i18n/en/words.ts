import { dayNumber, roundDuration } from '../duration.ts'
import { enCount } from '../plural.ts'
import type { ruWords } from '../ru/words.ts'

function duration(ms: number): string {
  const { count, unit } = roundDuration(ms)
  return enCount(count, unit.slice(0, -1))
}

export const enWords: typeof ruWords = {
  statuses: {
    broken: 'Broken',
    changed: 'Changed',
    down: 'Down',
    suspect: 'Suspect',
    unverifiable: 'Human check',
    unchecked: 'Not checked yet',
    retired: 'Retired',
    fresh: 'Working',
  },
  statusMeanings: {
    broken:
      'The break is confirmed: checks by different routes have failed for days. A mail about it was sent.',
    changed:
      'Something is there, but not what is documented: moved, new owner, new number. Edit the article.',
    down: 'No answer for more than six hours. No mail yet: such failures often pass by themselves.',
    suspect: 'The latest checks failed. We check again before we trouble you.',
    unverifiable: 'No machine can tell: a call, a login or a bot wall. A person has to look.',
    unchecked: 'The contact is new, its first check is ahead.',
    retired: 'Documented as discontinued. We watch whether it comes back.',
    fresh: 'The latest check confirmed it: it is there and as documented.',
  },
  flags: {
    overdue: 'Not confirmed lately',
    disputed: 'Sources disagree',
    muted: 'No mails',
    flapping: 'On and off',
    silent: 'Silent for long',
    acknowledged: 'Being handled',
    gap: 'Link lost',
  },
  verdicts: { alive: 'There', changed: 'Changed', gone: 'Gone', unknown: 'Cannot tell' },
  vias: { http: 'HTTP request', browser: 'browser', dns: 'DNS', none: 'nothing was asked' },
  says: { works: 'works', discontinued: 'discontinued', absent: 'does not exist', hours: 'opening hours' },
  audiences: { seller: 'for sellers', buyer: 'for buyers', anyone: 'for everyone' },
  importances: { critical: 'critical', normal: 'normal', minor: 'minor' },
  roles: { reader: 'reader', editor: 'editor', admin: 'administrator' },
  duration,
  heldFor: (ms) => (dayNumber(ms) < 2 ? `for ${duration(ms)}` : `for the ${ordinal(dayNumber(ms))} day`),
  contacts: (count) => enCount(count, 'contact'),
  checks: (count) => enCount(count, 'check'),
  never: 'never',
  gap: 'not given: the source lost the link',
  phantom:
    'An invented contact that only content farms print. Watched so that it never gets into an article.',
}

const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }

function ordinal(count: number): string {
  return `${count}${endings[ordinalRules.select(count)] ?? 'th'}`
}
