import type { Pipeline } from '../../src/pipeline/context.ts'
import { addAudit } from '../../src/store/audit.ts'
import { addStatusChange } from '../../src/store/incidents.ts'
import { addOwnErrors } from '../../src/store/own-errors.ts'
import { createInvite, useInvite } from '../../src/store/people.ts'
import { saveView } from '../../src/store/saved-views.ts'
import { turn } from '../../src/store/switches.ts'
import { createToken } from '../../src/store/tokens.ts'
import { disableUser } from '../../src/store/users.ts'
import { addSceneArticle } from './article-scene.ts'
import { setScene } from './dashboard-scene.ts'

const hourMs = 3_600_000

/** The scene with all that people leave behind: colleagues, links, tokens, saved filters, a log, own errors. */
export async function setBusyScene(pipeline: Pipeline): Promise<void> {
  const { db } = pipeline
  const now = pipeline.now()
  await setScene(pipeline)
  await addSceneArticle(pipeline)
  for (const [name, role] of [
    ['Борис Ильич Константинопольский', 'editor'],
    ['Вера', 'reader'],
  ] as const) {
    const limits = { marketplaces: role === 'editor' ? ['ozon'] : null, by: 'Анна' }
    const signedIn = await useInvite(db, await createInvite(db, role, now, null, limits), name, 'ru', now)
    if (signedIn && role === 'reader') await disableUser(db, signedIn.user.id, now)
  }
  await createInvite(db, 'editor', now, null, { marketplaces: ['ozon', 'wb'], by: 'Анна' })
  await createToken(db, 'Сайт справки', ['read', 'run'], now, 'Анна')
  await addOwnErrors(db, [
    {
      at: now,
      process: 'host-1-abcd',
      message: 'a request failed',
      detail: 'Error: no connection\n    at query (database.ts:12:3)',
    },
  ])
  await turn(db, 'public-status', true, 'Анна', now)
  await addAudit(db, {
    at: now,
    actor: 'Анна',
    action: 'attest',
    subject: 'ozon/phone',
    before: { status: 'unverifiable' },
    after: { says: 'works', how: 'called', note: 'ответили через минуту, выбрать 2' },
  })
  await addAudit(db, {
    at: now,
    actor: 'Анна',
    action: 'user-change',
    subject: 'user:2',
    before: { role: 'reader', marketplaces: null },
    after: { role: 'editor', marketplaces: ['ozon'] },
  })
  for (const { id } of await db.selectFrom('users').select('id').execute()) {
    await saveView(
      db,
      id,
      { name: 'Сломанное на Ozon', path: '/contacts?status=broken&marketplace=ozon' },
      now,
    )
    const looked = { looked_at: now, visited_before_at: new Date(now.getTime() - 120 * hourMs) }
    await db.updateTable('users').set(looked).where('id', '=', id).execute()
  }
  await recover(pipeline)
}

/** A contact that broke and came back within the fortnight. */
async function recover({ db, now }: Pipeline): Promise<void> {
  for (const [hours, from, to] of [
    [200, 'fresh', 'broken'],
    [150, 'broken', 'fresh'],
  ] as const) {
    const at = new Date(now().getTime() - hours * hourMs)
    const change = { from, to, at, failingSinceAt: at, code: null, class: null }
    await db
      .transaction()
      .execute((tx) => addStatusChange(tx, 'wb/mail', 'mx.example', change, { checkId: null, byWhom: null }))
  }
}
