import type { Contact } from '../../src/domain/contact.ts'
import type { FailureClass } from '../../src/domain/patience.ts'
import type { Episode, Status } from '../../src/domain/standing.ts'
import type { ReasonCode } from '../../src/domain/verdict.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { syncKb } from '../../src/pipeline/sync-kb.ts'
import { addStatusChange } from '../../src/store/incidents.ts'
import { note } from '../../src/store/monitor.ts'
import { severityOf } from '../../src/store/standings.ts'

const hourMs = 3_600_000

/** A contact as a knowledge base states it, with what the test does not care about filled in. */
export function contactOf(changes: Partial<Contact> & Pick<Contact, 'id'>): Contact {
  const [marketplace = ''] = changes.id.split('/')
  return {
    marketplace,
    kind: 'form',
    value: `https://${marketplace}.example/support`,
    label: { ru: 'Форма обращения в поддержку', en: 'Support request form' },
    audience: 'seller',
    purpose: 'seller-support',
    hours: null,
    note: null,
    importance: 'normal',
    documented: 'live',
    successor: null,
    listedOn: [`https://${marketplace}.example/help`],
    ownerDomains: [`${marketplace}.example`],
    settings: {},
    humanCheck: null,
    checkEveryHours: 24,
    claims: [{ source: 'article', says: 'works', detail: null, asOf: '2026-10-01' }],
    statedAt: { file: `kb/${marketplace}.yaml`, line: 12 },
    ...changes,
  }
}

const contacts: Contact[] = [
  contactOf({ id: 'ozon/form', value: 'https://seller.ozon.example/appeals', importance: 'critical' }),
  contactOf({
    id: 'ozon/phone',
    kind: 'phone',
    value: '+78002000000',
    label: { ru: 'Горячая линия', en: 'Hotline' },
    humanCheck: { how: { ru: 'Позвоните и выберите 2.', en: 'Call and choose 2.' }, everyDays: 30 },
    claims: [
      { source: 'article', says: 'works', detail: 'круглосуточно', asOf: '2026-10-01' },
      { source: 'other', says: 'discontinued', detail: 'теперь только чат', asOf: '2026-11-01' },
    ],
  }),
  contactOf({
    id: 'ozon/news',
    kind: 'telegram',
    value: 'https://t.me/ozonnews',
    label: { ru: 'Новости для продавцов', en: 'News for sellers' },
  }),
  contactOf({
    id: 'wb/portal',
    kind: 'page',
    value: 'https://seller.wb.example/',
    label: { ru: 'Кабинет продавца', en: 'Seller cabinet' },
  }),
  contactOf({
    id: 'wb/chat',
    kind: 'telegram',
    value: 'https://t.me/wbchat',
    label: { ru: 'Чат продавцов', en: 'Chat of sellers' },
  }),
  contactOf({
    id: 'wb/mail',
    kind: 'email',
    value: 'seller@wb.example',
    label: { ru: 'Почта для претензий', en: 'Mail for claims' },
  }),
  contactOf({
    id: 'wb/lost',
    kind: 'form',
    value: null,
    label: { ru: 'Форма для жалоб на отзывы', en: 'Form for complaints about reviews' },
  }),
  contactOf({
    id: 'wb/old-phone',
    kind: 'phone',
    value: '+78001000000',
    documented: 'retired',
    label: { ru: 'Старый телефон', en: 'Old phone' },
  }),
]

const standings: [string, Status, ReasonCode, FailureClass, number][] = [
  ['ozon/form', 'broken', 'http/not-found', 'gone', 80],
  ['ozon/phone', 'unverifiable', 'phone/needs-human', 'human', 240],
  ['wb/portal', 'suspect', 'http/not-found', 'gone', 50],
  ['wb/chat', 'changed', 'telegram/renamed', 'drift', 90],
]

/** Two marketplaces with a contact in every state an editor meets, one dispute and one incident. */
export async function setScene(pipeline: Pipeline): Promise<void> {
  const { db } = pipeline
  const now = pipeline.now()
  await syncKb(pipeline, {
    marketplaces: [
      { id: 'ozon', name: { ru: 'Ozon', en: 'Ozon' }, domains: ['ozon.example'] },
      { id: 'wb', name: { ru: 'Вайлдберриз', en: 'Wildberries' }, domains: ['wb.example'] },
    ],
    sources: ['article', 'other'].map((id) => ({
      id,
      title: id === 'article' ? 'Как связаться с поддержкой' : 'Горячая линия закрыта',
      url: `https://blog.example/${id}`,
      publisher: 'blog.example',
      asOf: '2026-10-01',
      witness: id,
    })),
    contacts,
    notContacts: [],
  })
  await db
    .insertInto('recipients')
    .values({ channel: 'email', address: 'editor@blog.example', origin: 'environment' })
    .execute()
  for (const [id, status, code, failureClass, hours] of standings)
    await stand(pipeline, id, status, code, failureClass, hours)
  for (const id of ['ozon/news', 'wb/mail']) await confirm(pipeline, id)
  await note(db, 'online', { online: true, since: now.toISOString() }, now)
  await note(db, 'browser', { path: '/usr/bin/chromium', note: '' }, now)
  await note(db, 'kb', { contacts: contacts.length, problems: [] }, now)
  await note(db, 'process:main', { roles: ['checker', 'alerter'], startedAt: now.toISOString() }, now)
}

async function confirm({ db, now }: Pipeline, id: string): Promise<void> {
  await db
    .updateTable('standings')
    .set({ status: 'fresh', severity: severityOf('fresh'), checked_at: now(), confirmed_at: now() })
    .where('contact_id', '=', id)
    .execute()
}

async function stand(
  pipeline: Pipeline,
  id: string,
  status: Status,
  code: ReasonCode,
  failureClass: FailureClass,
  hours: number,
) {
  const { db, now } = pipeline
  const startedAt = new Date(now().getTime() - hours * hourMs)
  const episode: Episode = {
    startedAt,
    failures: 7,
    countedAt: startedAt,
    classes: { [failureClass]: 7 },
    code,
    suggestion: null,
    noisy: false,
  }
  const check = await db
    .insertInto('checks')
    .values({
      contact_id: id,
      host: 'shop.example',
      priority: 1,
      queued_at: now(),
      started_at: now(),
      finished_at: now(),
      verdict: failureClass === 'human' ? 'unknown' : failureClass === 'drift' ? 'changed' : 'gone',
      reason_code: code,
      reason_message: `seen: ${code}`,
      class: failureClass,
      via: 'http',
      http_status: failureClass === 'gone' ? 404 : 200,
      final_url: 'https://shop.example/404',
      duration_ms: 412,
      suggestion:
        failureClass === 'drift'
          ? JSON.stringify({ action: 'replace', value: 'https://t.me/wbchat_new' })
          : null,
      facts: JSON.stringify([{ label: 'title', value: 'Страница не найдена' }]),
      trace: ['GET https://shop.example/support -> 302', 'GET https://shop.example/404 -> 404, 12 kB'],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('spells')
    .values([
      {
        contact_id: id,
        verdict: 'alive',
        started_at: new Date(startedAt.getTime() - 400 * hourMs),
        last_at: startedAt,
        checks: 17,
      },
      {
        contact_id: id,
        verdict: 'gone',
        reason_code: code,
        started_at: startedAt,
        last_at: now(),
        checks: 7,
      },
    ])
    .execute()
  const isHuman = failureClass === 'human'
  await db
    .updateTable('standings')
    .set({
      ...{
        status,
        severity: severityOf(status),
        status_since_at: startedAt,
        last_check_id: check.id,
        checked_at: now(),
      },
      episode: isHuman ? null : JSON.stringify(episode),
      attested_at: isHuman ? startedAt : null,
      confirmed_at: isHuman ? null : startedAt,
    })
    .where('contact_id', '=', id)
    .execute()
  const change = {
    from: 'fresh' as const,
    to: status,
    at: startedAt,
    failingSinceAt: startedAt,
    code,
    class: failureClass,
  }
  await db
    .transaction()
    .execute((tx) => addStatusChange(tx, id, 'shop.example', change, { checkId: check.id, byWhom: null }))
}
