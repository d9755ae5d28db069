import { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { requestId } from 'hono/request-id'
import { maxArticleBytes } from '../src/pipeline/add-article.ts'
import { apiRoutes, describeApi } from './api/api-routes.ts'
import { maxPhotoCharacters } from './api/read-sent-photo.ts'
import { compressAnswers } from './compress-answers.ts'
import { cookiesFor } from './cookies.ts'
import type { DashboardDeps } from './deps.ts'
import type { Env } from './env.ts'
import { recover, refuse } from './error-answers.tsx'
import { guardForms } from './guards.tsx'
import type { House } from './house.ts'
import { openView } from './open-view.ts'
import { openLimits } from './rate-limits.ts'
import { routePath } from './route-path.ts'
import { alertSettingsRoutes } from './routes/alert-settings.tsx'
import { apiDocsRoutes } from './routes/api-docs.tsx'
import { articleRoutes } from './routes/article.tsx'
import { articleSuggestionRoutes } from './routes/article-suggestions.tsx'
import { articlesRoutes } from './routes/articles.tsx'
import { auditRoutes } from './routes/audit.tsx'
import { calendarRoutes } from './routes/calendar.ts'
import { checkRoutes } from './routes/checks.tsx'
import { contactRoutes } from './routes/contact.tsx'
import { contactEditRoutes } from './routes/contact-edit.tsx'
import { contactVerbRoutes } from './routes/contact-verbs.tsx'
import { contactsRoutes } from './routes/contacts.tsx'
import { contactsToolsRoutes } from './routes/contacts-tools.tsx'
import { coverageRoutes } from './routes/coverage.tsx'
import { feedRoutes } from './routes/feeds.ts'
import { healthRoutes } from './routes/health.ts'
import { incidentVerbRoutes } from './routes/incident-verbs.tsx'
import { incidentRoutes } from './routes/incidents.tsx'
import { kbRoutes } from './routes/kb.tsx'
import { liveRoutes } from './routes/live.ts'
import { mailLinkRoutes } from './routes/mail-links.tsx'
import { mailRoutes } from './routes/mails.tsx'
import { overviewRoutes } from './routes/overview.tsx'
import { peopleRoutes } from './routes/people.tsx'
import { photoRoutes } from './routes/photos.ts'
import { publicRoutes } from './routes/public.ts'
import { reviewRoutes } from './routes/review.tsx'
import { sessionRoutes } from './routes/sessions.tsx'
import { settingsRoutes } from './routes/settings.tsx'
import { signInRoutes } from './routes/sign-in.tsx'
import { statusRoutes } from './routes/status.tsx'
import { systemRoutes } from './routes/system.tsx'
import { tokenRoutes } from './routes/tokens.tsx'
import { ownPolicies, securityHeaders } from './security-headers.ts'

const maxBodyBytes = 256 * 1024
/** An article of the largest size, and the form around it. */
const maxArticleBodyBytes = maxArticleBytes + 64 * 1024
/** A photo of the largest size, and the form around it; in JSON it is a third larger. */
const maxPhotoBodyBytes = maxPhotoCharacters + 64 * 1024
/** A form of texts alone. */
const isPlain = /^application\/x-www-form-urlencoded/i
const takesPhoto = /^(?:\/review|(?:\/api\/v1)?\/contacts\/[^/]+(?:\/[^/]+)?\/attest)$/

const settings = [settingsRoutes, peopleRoutes, tokenRoutes, sessionRoutes, auditRoutes]

/** The dashboard and the API as one app, ready for `serveApp` or for `app.request()`. */
export function createApp(deps: DashboardDeps): Hono<Env> {
  const isHttps = new URL(deps.publicUrl).protocol === 'https:'
  const house: House = { ...deps, cookies: cookiesFor(isHttps), limits: openLimits() }
  const app = new OpenAPIHono<Env>({ getPath: routePath })

  app.use(compressAnswers())
  app.use(requestId({ headerName: '' }))
  app.use(ownPolicies())
  app.use(securityHeaders(isHttps))
  const limitBody = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => refuse(house, c, 413) })
  const [usual, large] = [limitBody(maxBodyBytes), limitBody(maxArticleBodyBytes)]
  const pictured = limitBody(maxPhotoBodyBytes)
  app.use((c, next) => {
    const { path } = c.req
    return (
      path === '/articles'
        ? large
        : takesPhoto.test(path) && !isPlain.test(c.req.header('content-type') ?? '')
          ? pictured
          : usual
    )(c, next)
  })
  app.notFound((c) => refuse(house, c, 404))
  app.onError((error, c) => recover(house, c, error))

  app.route('/', healthRoutes(house))
  app.route('/', publicRoutes())
  app.route('/', feedRoutes(house))
  app.route('/', calendarRoutes(house))
  app.route('/api/v1', apiRoutes(house))
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'st_…',
  })
  app.get('/openapi.json', (c) => c.json(describeApi(app)))

  app.use('*', openView(house))
  // Before the guard of forms: a mail program has no session, and its link is the right.
  app.route('/', mailLinkRoutes(house))
  app.use('*', guardForms(house))
  app.route('/', signInRoutes(house))
  app.route('/', overviewRoutes(house))
  app.route('/', contactsRoutes(house))
  app.route('/', contactRoutes(house))
  app.route('/', contactVerbRoutes(house))
  app.route('/', contactEditRoutes(house))
  app.route('/', kbRoutes(house))
  app.route('/', checkRoutes(house))
  app.route('/', photoRoutes(house))
  app.route('/', incidentRoutes(house))
  app.route('/', incidentVerbRoutes(house))
  app.route('/', contactsToolsRoutes(house))
  app.route('/', reviewRoutes(house))
  app.route('/', liveRoutes(house))
  app.route('/', coverageRoutes(house))
  app.route('/', articlesRoutes(house))
  app.route('/', articleRoutes(house))
  app.route('/', articleSuggestionRoutes(house))
  for (const routes of settings) app.route('/', routes(house))
  app.route('/', statusRoutes(house))
  app.route('/', systemRoutes(house))
  app.route('/', mailRoutes(house))
  app.route('/', alertSettingsRoutes(house))
  app.route(
    '/',
    apiDocsRoutes(() => describeApi(app)),
  )
  return app
}
