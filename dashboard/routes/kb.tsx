import type { Context } from 'hono'
import { Hono } from 'hono'
import { applyCsv, type CsvPlan, planCsv, renderContactsCsv } from '../../src/pipeline/csv-edits.ts'
import { listPendingEdits } from '../../src/store/edits.ts'
import { checkTable, type HeldChange } from '../check-table.ts'
import type { Env } from '../env.ts'
import { needs, refuseForeign } from '../guards.tsx'
import type { House } from '../house.ts'
import { mayEdit } from '../may-edit.ts'
import { KbPage } from '../views/kb-page.tsx'
import { pageWaitSeconds } from './contact-verbs.tsx'

/** Edits that no file holds yet, and editing by table. */
export function kbRoutes(house: House) {
  return new Hono<Env>()
    .get('/kb', needs('reader'), (c) => showEdits(house, c, null))
    .get('/kb/contacts.csv', needs('reader'), async (c) => {
      c.header('Content-Disposition', 'attachment; filename="contacts.csv"')
      const csv = await renderContactsCsv(house.pipeline)
      return c.body(csv, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
    })
    .post('/kb/csv', needs('editor'), (c) => readTable(house, c))
}

/** A table that was looked at, with its text for the second step. */
export interface Looked {
  plan: CsvPlan
  /** Rows that are not written because their new value is not known to be alive. */
  held: readonly HeldChange[]
  table: string
  isWritten: boolean
}

async function showEdits({ pipeline }: House, c: Context<Env>, looked: Looked | null) {
  const edits = await listPendingEdits(pipeline.db)
  return c.html(<KbPage view={c.get('view')} pipeline={pipeline} edits={edits} looked={looked} />)
}

async function readTable(house: House, c: Context<Env>) {
  const form = await c.req.formData().catch(() => new FormData())
  const [file, pasted] = [form.get('file'), form.get('table')]
  const table = file instanceof File && file.size > 0 ? await file.text() : String(pasted ?? '')
  const plan = await planCsv(house.pipeline, table)
  const user = c.get('view').session?.user
  if (user && !plan.changes.every(({ contactId }) => mayEdit(user, contactId))) return refuseForeign(c)
  const isWritten = form.get('apply') === 'yes'
  const by = user?.name ?? ''
  const insisted = new Set(form.getAll('insist').filter((value) => typeof value === 'string'))
  // The first look only asks, so that the answers are there when the editor has read the list.
  const asking = { by, insisted, waitSeconds: isWritten ? pageWaitSeconds : 0 }
  const { plan: fit, held } = await checkTable(house.pipeline, plan, asking, c.req.raw.signal)
  if (!isWritten) return showEdits(house, c, { plan, held: [], table, isWritten })
  const done = await applyCsv(house.pipeline, fit, { by })
  return showEdits(house, c, { plan: done, held, table, isWritten })
}
