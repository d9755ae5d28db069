import type { Contact } from '../domain/contact.ts'
import type { Source } from '../domain/freshness.ts'
import type { Marketplace } from './contacts.ts'
import type { Database } from './database.ts'

/** Makes marketplaces and sources what the knowledge base lists. */
export async function replaceReferences(
  tx: Database,
  marketplaces: readonly Marketplace[],
  sources: readonly Source[],
): Promise<void> {
  for (const { id, name, domains } of marketplaces) {
    const row = { name: JSON.stringify(name), domains }
    await tx
      .insertInto('marketplaces')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
  }
  await tx.deleteFrom('sources').execute()
  if (sources.length === 0) return
  await tx
    .insertInto('sources')
    .values(sources.map(({ asOf, ...source }) => ({ ...source, as_of: asOf })))
    .execute()
}

/** Writes what the knowledge base states of a contact; what is held of it stays. */
export async function saveContact(tx: Database, contact: Contact, digest: string, now: Date): Promise<void> {
  const { id } = contact
  const row = {
    marketplace: contact.marketplace,
    kind: contact.kind,
    value: contact.value,
    label: JSON.stringify(contact.label),
    audience: contact.audience,
    purpose: contact.purpose,
    hours: contact.hours,
    note: contact.note,
    importance: contact.importance,
    documented: contact.documented,
    successor: contact.successor,
    listed_on: contact.listedOn,
    owner_domains: contact.ownerDomains,
    settings: JSON.stringify(contact.settings),
    human_check: contact.humanCheck ? JSON.stringify(contact.humanCheck) : null,
    check_every_hours: contact.checkEveryHours,
    claims: JSON.stringify(contact.claims),
    stated_at: JSON.stringify(contact.statedAt),
    haystack: [id, contact.value ?? '', contact.label.ru, contact.label.en, contact.purpose]
      .join(' ')
      .toLowerCase(),
    digest,
    removed_at: null,
  }
  await tx
    .insertInto('contacts')
    .values({ id, ...row, known_since_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** What a contact states now, edits included; null when it is unknown or left the knowledge base. */
export async function readStated(db: Database, contactId: string): Promise<Contact | null> {
  const row = await db
    .selectFrom('contacts')
    .select([
      ...(['id', 'marketplace', 'kind', 'value', 'label', 'audience', 'purpose', 'hours', 'note'] as const),
      ...(['importance', 'documented', 'successor', 'settings', 'claims'] as const),
      'listed_on as listedOn',
      'owner_domains as ownerDomains',
      'human_check as humanCheck',
      'check_every_hours as checkEveryHours',
      'stated_at as statedAt',
    ])
    .where('id', '=', contactId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Is there such a contact in the knowledge base? */
export async function isStated(db: Database, contactId: string): Promise<boolean> {
  return (await readStated(db, contactId)) !== null
}
