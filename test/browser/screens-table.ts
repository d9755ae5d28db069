/** One screen of the dashboard. */
export interface Screen {
  name: string
  path: string
  /** Screens of things that an empty knowledge base has not. */
  fullOnly?: boolean
  /** Seen without a session. */
  signedOut?: boolean
  /** Status that the page answers with; 200 unless said. */
  status?: number
}

/** Every screen. A new page belongs here, so that somebody looks at it. */
export const screens: readonly Screen[] = [
  { name: 'overview', path: '/' },
  { name: 'contacts', path: '/contacts' },
  { name: 'contacts-filtered', path: '/contacts?status=broken&marketplace=ozon', fullOnly: true },
  { name: 'contacts-none', path: '/contacts?q=nothing' },
  { name: 'contact-phone', path: '/contacts/ozon/phone', fullOnly: true },
  { name: 'contact-broken', path: '/contacts/ozon/form', fullOnly: true },
  { name: 'contact-changed', path: '/contacts/wb/chat', fullOnly: true },
  { name: 'contact-attested', path: '/contacts/wb/mail', fullOnly: true },
  {
    name: 'contacts-undo',
    path: '/contacts?told=mute&done=3&left=0&deed=3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  },
  { name: 'contact-gap', path: '/contacts/wb/lost', fullOnly: true },
  { name: 'contact-edit', path: '/contacts/ozon/form/edit', fullOnly: true },
  { name: 'check', path: '/checks/1', fullOnly: true },
  { name: 'review', path: '/review' },
  { name: 'incidents', path: '/incidents' },
  { name: 'incidents-all', path: '/incidents?show=all' },
  { name: 'incident', path: '/incidents/1', fullOnly: true },
  { name: 'coverage', path: '/coverage' },
  { name: 'kb', path: '/kb' },
  { name: 'articles', path: '/articles' },
  { name: 'article-new', path: '/articles/new' },
  { name: 'article', path: '/articles/1?at=1', fullOnly: true },
  { name: 'settings', path: '/settings' },
  { name: 'people', path: '/settings/people' },
  { name: 'tokens', path: '/settings/tokens' },
  { name: 'sessions', path: '/settings/sessions' },
  { name: 'audit', path: '/settings/audit' },
  { name: 'alerts', path: '/settings/alerts' },
  { name: 'recipient', path: '/settings/alerts/1', fullOnly: true },
  { name: 'preview', path: '/settings/alerts/1/preview', fullOnly: true },
  { name: 'mails', path: '/mails' },
  { name: 'system', path: '/system' },
  { name: 'help', path: '/help' },
  { name: 'api-docs', path: '/api/docs' },
  { name: 'status', path: '/status', fullOnly: true },
  { name: 'not-found', path: '/nowhere', status: 404 },
  { name: 'sign-in', path: '/sign-in', signedOut: true },
  { name: 'link-spent', path: '/sign-in/spent', signedOut: true, status: 404 },
]

export const languages = ['ru', 'en'] as const
export const fills = ['full', 'empty'] as const
export type Fill = (typeof fills)[number]

/** Ways of looking at a page that need no new load. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [320, 1280].map((width) => ({ colorScheme, width })),
)
