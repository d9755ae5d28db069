import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'

export interface Seed {
  contacts: number
  hosts: number
  /** Port of the farm. */
  port: number
  /** The contacts become due evenly over this time, milliseconds; 0: all at once. */
  spreadMs: number
  /** From when they are due. */
  fromAt: Date
}

/** Name of a host of the farm. */
export function hostName(host: number): string {
  return `h${host}.farm.test`
}

/** Address of a contact of the farm. */
export function pageUrl(contact: number, { hosts, port }: Pick<Seed, 'hosts' | 'port'>): string {
  return `http://${hostName(contact % hosts)}:${port}/help/${contact}`
}

/** Fills the store with contacts that no check has seen: as a sync leaves them, in few statements. */
export async function seedContacts(db: Database, seed: Seed): Promise<void> {
  const { contacts, hosts, port, spreadMs, fromAt } = seed
  await sql`truncate contacts, standings, due, open_checks, checks, spells, status_changes, incidents, hosts, marketplaces cascade`.execute(
    db,
  )
  await sql`insert into marketplaces (id, name, domains)
    values ('farm', '{"ru":"Ферма","en":"Farm"}', '{farm.test}')`.execute(db)
  await sql`
    insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented,
      listed_on, owner_domains, settings, check_every_hours, claims, stated_at, haystack, digest, known_since_at)
    select 'farm/c' || n, 'farm', 'page',
      'http://h' || n % ${hosts}::int || '.farm.test:' || ${port}::int || '/help/' || n,
      '{"ru":"Помощь","en":"Help"}', 'anyone', 'help', 'normal', 'live', '{}', '{farm.test}', '{"marker":[]}', 24,
      '[]', '{"file":"farm.yaml","line":1}', 'farm/c' || n, 'farm', ${fromAt}
    from generate_series(0, ${contacts}::int - 1) as n`.execute(db)
  await sql`
    insert into standings (contact_id, host, status, severity, status_since_at)
    select 'farm/c' || n, 'h' || n % ${hosts}::int || '.farm.test', 'unchecked', 5, ${fromAt}
    from generate_series(0, ${contacts}::int - 1) as n`.execute(db)
  await sql`
    insert into due (contact_id, due_at, host)
    select 'farm/c' || n,
      ${fromAt}::timestamptz + make_interval(secs => ${spreadMs}::float8 / 1000 * n / ${contacts}::int),
      'h' || n % ${hosts}::int || '.farm.test'
    from generate_series(0, ${contacts}::int - 1) as n`.execute(db)
  await sql`vacuum analyze`.execute(db)
}
