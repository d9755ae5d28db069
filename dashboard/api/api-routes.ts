import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import type { House } from '../house.ts'
import { authenticate } from './authenticate.ts'
import { bulkApi } from './bulk.ts'
import { checksApi } from './checks.ts'
import { contactsApi } from './contacts.ts'
import { editsApi } from './edits.ts'
import { acceptEmptyBody } from './empty-body.ts'
import { eventsApi } from './events.ts'
import { repeatSafely } from './idempotency.ts'
import { incidentVerbsApi } from './incident-verbs.ts'
import { incidentsApi } from './incidents.ts'
import { lookupApi } from './lookup.ts'
import { openApi } from './open-api.ts'
import { photosApi } from './photos.ts'
import { rechecksApi } from './rechecks.ts'
import { verbsApi } from './verbs.ts'

/** Version 1 of the API. One small app a resource: long chains of routes make the compiler crawl. */
export function apiRoutes(house: House) {
  const api = openApi()
  api.use('*', authenticate(house))
  api.use('*', acceptEmptyBody())
  api.use('*', repeatSafely(house))
  api.route('/', contactsApi(house))
  api.route('/', verbsApi(house))
  api.route('/', editsApi(house))
  api.route('/', bulkApi(house))
  api.route('/', rechecksApi(house))
  api.route('/', checksApi(house))
  api.route('/', photosApi(house))
  api.route('/', incidentsApi(house))
  api.route('/', lookupApi(house))
  api.route('/', incidentVerbsApi(house))
  api.route('/', eventsApi(house))
  return api
}

const description = {
  openapi: '3.1.0',
  info: {
    title: 'Stillthere',
    version: '1',
    description:
      'Which documented contacts are still there. Tokens: `stillthere token create --name NAME --scopes read,write,run`.',
  },
  servers: [{ url: '/' }],
  security: [{ bearer: [] }],
}

/** The OpenAPI 3.1 document of an app that has the API's routes. */
export function describeApi(app: OpenAPIHono<Env>) {
  return app.getOpenAPI31Document(description)
}
