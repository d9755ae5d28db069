import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { Pipeline } from '../src/pipeline/context.ts'
import {
  type AsOf,
  type ContactCursor,
  type ContactFilter,
  type ContactRow,
  listContacts,
} from '../src/store/contacts.ts'
import { flagsOf, kindOf, textOfReason } from './contact-facts.ts'
import { filterFromQuery } from './contact-filter.ts'
import type { Env, View } from './env.ts'
import type { House } from './house.ts'
import { readPlaces } from './read-places.ts'
import { writeCsvLine } from './write-csv.ts'

/** Rows that are read from the database at once. */
const chunkRows = 1000

/** All contacts of a filter as a file, read and sent page by page. */
export async function exportContacts(house: House, c: Context<Env>, name: string): Promise<Response> {
  const { pipeline } = house
  const view = c.get('view')
  const filter = filterFromQuery(c.req.query())
  const write =
    name === 'contacts.csv'
      ? await csvWriter(pipeline, view)
      : name === 'contacts.json'
        ? jsonWriter(pipeline, view)
        : null
  if (!write) return c.notFound()
  c.header('Content-Type', write.type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  return stream(c, async (out) => {
    await out.write(write.head)
    let isFirst = true
    for await (const rows of pages(pipeline, filter, { now: view.now, timeScale: pipeline.timeScale })) {
      for (const row of rows) {
        await out.write(`${isFirst ? '' : write.between}${write.row(row)}`)
        isFirst = false
      }
    }
    await out.write(write.foot)
  })
}

async function* pages({ db }: Pipeline, filter: ContactFilter, asOf: AsOf) {
  let after: ContactCursor | undefined
  do {
    const { rows, next } = await listContacts(db, filter, asOf, { limit: chunkRows, after })
    yield rows
    after = next ?? undefined
  } while (after)
}

interface Writer {
  type: string
  head: string
  between: string
  foot: string
  row(row: ContactRow): string
}

/** Excel reads UTF-8 by the mark in front, and splits columns by what its language uses. */
async function csvWriter(pipeline: Pipeline, view: View): Promise<Writer> {
  const { t, language } = view
  const separator = language === 'ru' ? ';' : ','
  const places = await readPlaces(pipeline.db, language)
  const { columns } = t.desk.list
  return {
    type: 'text/csv; charset=utf-8',
    head: `\ufeff${writeCsvLine(Object.values(columns), separator)}`,
    between: '',
    foot: '',
    row: (row) => {
      const cells: Record<keyof typeof columns, string> = {
        id: row.id,
        marketplace: places.get(row.marketplace) ?? row.marketplace,
        kind: kindOf(pipeline, row.kind)?.title[language] ?? row.kind,
        label: row.label[language],
        value: row.value ?? '',
        audience: t.words.audiences[row.audience] ?? row.audience,
        purpose: t.desk.coverage.purposes[row.purpose] ?? row.purpose,
        importance: t.words.importances[row.importance] ?? row.importance,
        status: t.words.statuses[row.status],
        since: row.statusSinceAt.toISOString(),
        reason: textOfReason(pipeline, row.reasonCode)?.means[language] ?? '',
        flags: flagsOf(row, view.now)
          .map((flag) => t.words.flags[flag])
          .join(', '),
        confirmed: row.confirmedAt?.toISOString() ?? '',
        attested: row.attestedAt?.toISOString() ?? '',
        checked: row.checkedAt?.toISOString() ?? '',
      }
      return writeCsvLine(
        (Object.keys(columns) as (keyof typeof columns)[]).map((name) => cells[name]),
        separator,
      )
    },
  }
}

function jsonWriter(_: Pipeline, view: View): Writer {
  return {
    type: 'application/json; charset=utf-8',
    head: '{"items":[',
    between: ',\n',
    foot: ']}\n',
    row: ({ severity: _severity, ...row }) =>
      JSON.stringify({ ...row, flags: flagsOf({ severity: _severity, ...row }, view.now) }),
  }
}
