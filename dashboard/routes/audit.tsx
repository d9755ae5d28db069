import type { Context } from 'hono'
import { Hono } from 'hono'
import { type AuditFilter, listAuditWords, searchAudit } from '../../src/store/audit.ts'
import { withoutNul } from '../contact-filter.ts'
import type { Env } from '../env.ts'
import { needs } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { AuditPage } from '../views/settings/audit-page.tsx'

const pageSize = 50

/** The log of all changes. */
export function auditRoutes(house: House) {
  return new Hono<Env>().get('/settings/audit', needs('admin'), (c) => showAudit(house, c))
}

async function showAudit({ pipeline }: House, c: Context<Env>) {
  const query = withoutNul(c.req.query())
  const filter: AuditFilter = {
    ...(query.actor && { actor: query.actor.slice(0, 200) }),
    ...(query.action && { action: query.action.slice(0, 60) }),
    ...(query.subject && { subject: query.subject.slice(0, 130) }),
  }
  const before = readRowId(query.before ?? '') ?? undefined
  const [found, words] = await Promise.all([
    searchAudit(pipeline.db, filter, { limit: pageSize + 1, before }),
    listAuditWords(pipeline.db),
  ])
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const olderPath = found.length > pageSize && last ? pathOf(filter, last.id) : null
  const known = { filter, rows, words, olderPath, isFirst: before === undefined }
  return c.html(<AuditPage view={c.get('view')} {...known} />)
}

function pathOf(filter: AuditFilter, before: number): string {
  return `/settings/audit?${new URLSearchParams({ ...filter, before: String(before) })}`
}
