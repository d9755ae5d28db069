import type { Claim, Contact } from '../../src/domain/contact.ts'
import type { Episode, StatusChange } from '../../src/domain/standing.ts'
import type { Database } from '../../src/store/database.ts'
import { addStatusChange } from '../../src/store/incidents.ts'
import { severityOf } from '../../src/store/standings.ts'

/** Writes two marketplaces and a source, enough for contacts to refer to. */
export async function seedMarketplaces(db: Database, now: Date): Promise<void> {
  await db
    .insertInto('marketplaces')
    .values([
      { id: 'ozon', name: JSON.stringify({ ru: 'Ozon', en: 'Ozon' }), domains: ['ozon.ru'] },
      {
        id: 'wildberries',
        name: JSON.stringify({ ru: 'Вайлдберриз', en: 'Wildberries' }),
        domains: ['wb.ru'],
      },
    ])
    .execute()
  await db
    .insertInto('sources')
    .values({
      id: 'article',
      title: 'Как связаться с поддержкой',
      url: 'https://blog.example/support',
      publisher: 'Blog',
      as_of: now.toISOString().slice(0, 10),
      witness: 'article',
    })
    .execute()
}

/** Writes a contact and its standing as they are before anything failed. */
export async function seedContact(
  db: Database,
  contact: Pick<Contact, 'id'> &
    Partial<Pick<Contact, 'label' | 'value' | 'kind' | 'listedOn' | 'importance' | 'audience'>> & {
      host?: string
    },
  now: Date,
): Promise<void> {
  const [marketplace = ''] = contact.id.split('/')
  const claims: Claim[] = [{ source: 'article', says: 'works', detail: null, asOf: null }]
  const label = contact.label ?? { ru: `Контакт ${contact.id}`, en: `Contact ${contact.id}` }
  await db
    .insertInto('contacts')
    .values({
      id: contact.id,
      marketplace,
      kind: contact.kind ?? 'page',
      value: contact.value ?? `https://${contact.id.replace('/', '.')}.example/`,
      label: JSON.stringify(label),
      audience: contact.audience ?? 'seller',
      purpose: 'support',
      hours: null,
      note: null,
      importance: contact.importance ?? 'normal',
      documented: 'live',
      successor: null,
      listed_on: contact.listedOn ?? [],
      owner_domains: [],
      settings: '{}',
      human_check: null,
      check_every_hours: 24,
      claims: JSON.stringify(claims),
      stated_at: JSON.stringify({ file: `${marketplace}.yaml`, line: 1 }),
      haystack: contact.id,
      digest: contact.id,
      known_since_at: now,
      removed_at: null,
    })
    .execute()
  await db
    .insertInto('standings')
    .values({
      contact_id: contact.id,
      host: contact.host ?? 'shop.example',
      status: 'fresh',
      severity: severityOf('fresh'),
      status_since_at: now,
    })
    .execute()
}

/** Moves a contact as the pipeline does: standing, history, incident and alert rows together. */
export async function moveContact(
  db: Database,
  id: string,
  change: Partial<StatusChange> & Pick<StatusChange, 'from' | 'to' | 'at'>,
): Promise<void> {
  const full: StatusChange = { failingSinceAt: null, code: null, class: null, ...change }
  const episode: Episode | null =
    full.failingSinceAt && full.code && full.class
      ? {
          startedAt: full.failingSinceAt,
          failures: 6,
          countedAt: full.failingSinceAt,
          classes: { [full.class]: 6 },
          code: full.code,
          suggestion: null,
          noisy: false,
        }
      : null
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('standings')
      .set({
        status: full.to,
        severity: severityOf(full.to),
        status_since_at: full.at,
        episode: episode && JSON.stringify(episode),
      })
      .where('contact_id', '=', id)
      .execute()
    await addStatusChange(tx, id, 'shop.example', full, { checkId: null, byWhom: null })
  })
}

/** Writes a finished check. */
export async function seedCheck(
  db: Database,
  contactId: string,
  check: {
    at: Date
    verdict: 'alive' | 'gone' | 'changed' | 'unknown'
    code?: `${string}/${string}`
    httpStatus?: number
    replacement?: string
  },
): Promise<void> {
  await db
    .insertInto('checks')
    .values({
      contact_id: contactId,
      target: null,
      host: 'shop.example',
      priority: 2,
      asked_by: null,
      queued_at: check.at,
      started_at: check.at,
      finished_at: check.at,
      verdict: check.verdict,
      reason_code: check.code ?? null,
      reason_message: check.code ? `it failed: ${check.code}` : null,
      via: 'http',
      http_status: check.httpStatus ?? null,
      suggestion: check.replacement ? JSON.stringify({ action: 'replace', value: check.replacement }) : null,
      facts: '[]',
    })
    .execute()
}
