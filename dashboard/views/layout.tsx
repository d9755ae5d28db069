import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { View } from '../env.ts'
import { assetUrl } from '../public-files.ts'
import { Banners } from './banners.tsx'
import { cleanText } from './clean-text.ts'
import { NamedIcon } from './icons.tsx'
import { LanguageSwitch } from './language-switch.tsx'

type Section = 'overview' | 'contacts' | 'review' | 'incidents' | 'articles' | 'coverage' | 'settings'

const paths: Record<Section, string> = {
  overview: '/',
  contacts: '/contacts',
  review: '/review',
  incidents: '/incidents',
  articles: '/articles',
  coverage: '/coverage',
  settings: '/settings',
}

const stylesheets = [
  ...['base', 'frame', 'parts', 'status', 'lists', 'contact', 'pages'],
  ...['desk', 'review', 'coverage', 'tools', 'articles', 'photos', 'print'],
]

export interface PageProps {
  view: View
  title: string
  section?: Section
  /** Seconds after which a browser without scripts asks again. */
  refreshSeconds?: number
  /** What the page is kept true to while it is open: a contact, or `all` of them. Its parts have `data-live`. */
  live?: string
  children?: Child
}

/** The frame of every page. */
export function Page({ view, title, section, refreshSeconds, live, children }: PageProps) {
  const { t, language, session } = view
  const { product } = t.frame
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          {refreshSeconds && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
          <title>{cleanText(title === product ? product : `${title} · ${product}`, 160)}</title>
          <link rel="icon" href={assetUrl('icon.svg')} type="image/svg+xml" />
          {stylesheets.map((name) => (
            <link rel="stylesheet" href={assetUrl(`${name}.css`)} />
          ))}
          <script type="module" src={assetUrl('dashboard.js')} />
          <script type="module" src={assetUrl('live.js')} />
          <script type="module" src={assetUrl('keys.js')} />
        </head>
        <body
          data-keys={session?.user.shortcuts === false ? 'off' : 'on'}
          {...(session && live && { 'data-live-of': live, 'data-live-at': view.now.toISOString() })}
        >
          <a class="skip" href="#content">
            {t.frame.skip}
          </a>
          <header class="top">
            <div class="top-inner">
              <a class="brand" href="/">
                <img src={assetUrl('icon.svg')} alt="" width="28" height="28" />
                {product}
              </a>
              {session && <Sections view={view} {...(section && { current: section })} />}
              <div class="top-side">
                {session && <Search view={view} />}
                {session && (
                  <a class="help-link" href="/help" aria-label={t.frame.nav.help} title={t.frame.nav.help}>
                    ?
                  </a>
                )}
                <LanguageSwitch view={view} />
              </div>
            </div>
          </header>
          <Banners view={view} />
          <main id="content" tabindex={-1}>
            {children}
          </main>
          <Foot view={view} />
        </body>
      </html>
    </>
  )
}

function Sections({ view, current }: { view: View; current?: Section }) {
  const { nav } = view.t.frame
  return (
    <nav class="sections" aria-label={nav.label}>
      {(Object.keys(paths) as Section[]).map((section) => (
        <a href={paths[section]} aria-current={section === current ? 'page' : undefined}>
          {nav[section]}
        </a>
      ))}
    </nav>
  )
}

function Search({ view }: { view: View }) {
  const { frame } = view.t
  return (
    <search class="search-place">
      <form class="search" action="/contacts">
        <input
          type="search"
          name="q"
          placeholder={frame.searchShort}
          aria-label={frame.search}
          maxlength={200}
          data-search=""
        />
        <button type="submit" aria-label={frame.find}>
          <NamedIcon name="search" />
        </button>
      </form>
    </search>
  )
}

function Foot({ view }: { view: View }) {
  const { frame, words } = view.t
  return (
    <footer class="foot">
      <span>
        {frame.product}, {frame.version(view.version)}
      </span>
      <span>{frame.zone}</span>
      {view.session && <a href="/system">{frame.nav.system}</a>}
      {view.session && <a href="/help">{frame.nav.help}</a>}
      {view.session && (
        <form method="post" action="/sign-out" class="who">
          <input type="hidden" name="csrf" value={view.session.csrfToken} />
          <span>
            {frame.signedInAs(
              cleanText(view.session.user.name, 80),
              words.roles[view.session.user.role] ?? view.session.user.role,
            )}
          </span>
          <button type="submit" class="link">
            {frame.signOut}
          </button>
        </form>
      )}
    </footer>
  )
}
