import type { View } from '../env.ts'
import { Page } from './layout.tsx'

/** The parts of an OpenAPI document that the page shows. */
export interface ApiDocument {
  info: { title: string; description?: string }
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, unknown> }
}

interface Operation {
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: unknown }[]
  requestBody?: { content: Record<string, { schema?: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema?: unknown }> }>
}

/** The API, one section a call. */
export function ApiDocsPage({ view, document }: { view: View; document: ApiDocument }) {
  const { system: t } = view.t
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return (
    <Page view={view} title={t.docsTitle}>
      <h1>{t.docsTitle}</h1>
      <p>{t.docsLead}</p>
      <pre class="command" tabindex={0}>
        npx stillthere token create --name NAME --scopes read,write,run
      </pre>
      <p>
        <a href="/openapi.json">{t.docsSpec}</a>
      </p>
      <div class="docs" lang="en">
        {calls.map((call) => (
          <Call {...call} />
        ))}
        {Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => (
          <details class="panel" id={`schema-${name}`}>
            <summary>{name}</summary>
            <Schema schema={schema} />
          </details>
        ))}
      </div>
    </Page>
  )
}

function Call({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  return (
    <details class="panel">
      <summary>
        <code>
          {method.toUpperCase()} {path}
        </code>{' '}
        <span>{operation.summary}</span>
      </summary>
      {operation.parameters && (
        <ul class="plain">
          {operation.parameters.map((parameter) => (
            <li>
              <code>{parameter.name}</code> ({parameter.in}
              {parameter.required && ', required'}) <code>{JSON.stringify(parameter.schema)}</code>
            </li>
          ))}
        </ul>
      )}
      {body !== undefined && <Schema schema={body} />}
      <ul class="plain">
        {Object.entries(operation.responses).map(([status, { description, content }]) => (
          <li>
            <code>{status}</code> {description}{' '}
            <span class="quiet">{Object.keys(content ?? {}).join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Schema({ schema }: { schema: unknown }) {
  return (
    <pre class="command" tabindex={0}>
      {JSON.stringify(schema, null, 2)}
    </pre>
  )
}
