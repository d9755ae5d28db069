import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { syncKb } from '../src/pipeline/sync-kb.ts'
import { addAudit } from '../src/store/audit.ts'
import { note } from '../src/store/monitor.ts'
import { addOwnErrors } from '../src/store/own-errors.ts'
import { createInvite } from '../src/store/people.ts'
import { saveView } from '../src/store/saved-views.ts'
import { turn } from '../src/store/switches.ts'
import { createToken } from '../src/store/tokens.ts'
import { noon, openTestDashboard, type TestDashboard, type Visitor } from '../test/support/dashboard.ts'
import { contactOf } from '../test/support/dashboard-scene.ts'

const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'\u202e{{7*7}}</title></textarea>`
const evilLink = 'javascript:alert(document.cookie)//'

let house: TestDashboard
let visitor: Visitor

beforeAll(async () => {
  house = await openTestDashboard()
  const { db, pipeline } = house
  visitor = await house.signIn('admin')
  await db.updateTable('users').set({ name: evil }).execute()
  await syncKb(pipeline, {
    marketplaces: [{ id: 'ozon', name: { ru: evil, en: evil }, domains: [] }],
    sources: [{ id: 'bad', title: evil, url: evilLink, publisher: evil, asOf: evil, witness: 'bad' }],
    contacts: [
      contactOf({
        ...{
          id: 'ozon/evil',
          kind: 'page',
          value: evilLink,
          label: { ru: evil, en: evil },
          note: evil,
          hours: evil,
        },
        listedOn: [evilLink],
        humanCheck: { how: { ru: evil, en: evil }, everyDays: 30 },
        statedAt: { file: evil, line: 1 },
        claims: [{ source: 'bad', says: 'works', detail: evil, asOf: evil }],
      }),
    ],
    notContacts: [],
  })
  const check = await db
    .insertInto('checks')
    .values({
      ...{
        contact_id: 'ozon/evil',
        host: 'x',
        priority: 0,
        asked_by: evil,
        queued_at: noon,
        started_at: noon,
        finished_at: noon,
      },
      ...{
        verdict: 'gone',
        reason_code: 'http/not-found',
        reason_message: evil,
        via: 'http',
        final_url: evilLink,
      },
      suggestion: JSON.stringify({ action: 'replace', value: evilLink }),
      facts: JSON.stringify([{ label: evil, value: evil }]),
      trace: [evil],
      screenshot: evil,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('standings')
    .set({ last_check_id: check.id, status: 'unverifiable', severity: 4, host: evil })
    .execute()
  await db
    .insertInto('incidents')
    .values({ cause: `host:${evil}`, opened_at: noon, resolved_at: null })
    .execute()
  await db
    .insertInto('incident_contacts')
    .values({ incident_id: 1, contact_id: 'ozon/evil', joined_at: noon, recovered_at: null })
    .execute()
  await db.insertInto('recipients').values({ channel: 'email', address: evil, origin: 'person' }).execute()
  const alert = {
    incident_id: 1,
    edge: 'opened' as const,
    recipient_id: 1,
    created_at: noon,
    next_try_at: noon,
    message_id: 'm',
    answer: evil,
  }
  await db.insertInto('alerts').values(alert).execute()
  await db
    .insertInto('status_changes')
    .values({
      contact_id: 'ozon/evil',
      from_status: 'fresh',
      to_status: 'broken',
      at: noon,
      by_whom: evil,
      incident_id: 1,
    })
    .execute()
  await addAudit(db, {
    at: noon,
    actor: evil,
    action: 'attest',
    subject: 'ozon/evil',
    before: null,
    after: { says: evil, how: evil, note: evil },
  })
  await createToken(db, evil, ['read'], noon, evil)
  await saveView(db, 1, { name: evil, path: '/contacts?q=1' }, noon)
  await createInvite(db, 'editor', noon, 1, { marketplaces: [evil], by: evil })
  await addOwnErrors(db, [{ at: noon, process: evil, message: evil, detail: evil }])
  await turn(db, 'public-status', true, evil, noon)
  await note(db, 'kb', { contacts: 1, problems: [evil] }, noon)
  await note(db, 'browser', { path: evil, note: evil }, noon)
  await note(db, 'mail', { to: evil }, noon)
  await note(db, 'process:<script>', { roles: [evil], startedAt: noon.toISOString() }, noon)
  await mkdir(path.join(house.dataDir, 'mail'))
  await writeFile(path.join(house.dataDir, 'mail', 'a.eml'), `Subject: ${evil}\nTo: ${evil}\n\n${evil}`)
})
afterAll(() => house.stop())

describe('hostile text', () => {
  it.each([
    '/',
    '/contacts',
    `/contacts?q=${encodeURIComponent(evil)}&kind=${encodeURIComponent(evil)}`,
    '/contacts/ozon/evil',
    '/checks/1',
    '/incidents',
    '/incidents/1',
    '/system',
    '/review',
    '/coverage',
    '/settings/people',
    '/settings/tokens',
    '/settings/audit',
    '/status',
    '/mails',
    '/mails/a.eml',
    `/${encodeURIComponent(evil)}`,
  ])('stays text on %s', async (address) => {
    const answer = await house.app.request(address, { headers: { Cookie: visitor.cookie } })
    const html = await answer.text()
    const page = load(html)
    expect(html).not.toContain('\u202e')
    expect(page('script:not([src^="/public/photo.js?"])').length).toBe(3)
    expect(page('img').length).toBe(1)
    const attributes = page('*')
      .toArray()
      .flatMap((node) => Object.entries('attribs' in node ? node.attribs : {}))
    expect(attributes.filter(([name]) => name.startsWith('on'))).toEqual([])
    expect(
      attributes.filter(
        ([name, value]) => ['href', 'src', 'action'].includes(name) && /^\s*javascript:/i.test(value),
      ),
    ).toEqual([])
    for (const link of page('a[target=_blank]').toArray())
      expect(link.attribs.rel).toBe('noopener noreferrer nofollow')
  })
})
