import { sql } from 'kysely'
import type { Database } from '../src/store/database.ts'

/** How much a big installation holds. */
export interface Size {
  contacts: number
  checks: number
  /** Spells and changes of status. */
  history: number
}

/** Fills a migrated, empty database by SQL alone: what statuses and kinds are shared like, a long-lived one has. */
export async function seedHistory(db: Database, { contacts, checks, history }: Size): Promise<void> {
  await sql`insert into marketplaces select 'm' || n, jsonb_build_object('ru', 'Площадка ' || n, 'en', 'Place ' || n),
    array['m' || n || '.test'] from generate_series(0, 19) n`.execute(db)
  await sql`insert into sources select 's' || n, 'Статья ' || n, 'https://blog.test/' || n, 'blog.test', '2026-01-01',
    's' || n from generate_series(0, 199) n`.execute(db)
  await sql`insert into contacts (id, marketplace, kind, value, label, audience, purpose, importance, documented,
      listed_on, owner_domains, settings, human_check, check_every_hours, claims, stated_at, haystack, digest, known_since_at)
    select id, 'm' || n % 20, kind, 'https://h' || n % 5000 || '.test/' || n, label, 'seller', 'support', 'normal',
      case when n % 50 = 0 then 'retired' else 'live' end, '{}', '{}', '{}',
      case when kind = 'phone' then '{"how": {"ru": "a", "en": "a"}, "everyDays": 30}'::jsonb end, 24,
      jsonb_build_array(jsonb_build_object('source', 's' || n % 200, 'says', 'works', 'detail', null, 'asOf', null),
        jsonb_build_object('source', 's' || (n + 1) % 200, 'says', case when n % 97 = 0 then 'discontinued' else 'works' end,
          'detail', null, 'asOf', null)),
      '{"file": "m.yaml", "line": 1}', lower(id || ' поддержка продавцов ' || n), 'x', now() - interval '400 days'
    from (select n, 'm' || n % 20 || '/c' || n as id,
      (array['page', 'form', 'telegram', 'phone', 'email'])[1 + n % 5] as kind,
      jsonb_build_object('ru', 'Контакт ' || n, 'en', 'Contact ' || n) as label
      from generate_series(1, ${contacts}::int) n) c`.execute(db)
  await sql`insert into standings (contact_id, host, status, severity, status_since_at, disputed, recent, checked_at,
      confirmed_at, episode)
    select id, 'h', status, array_position(array['broken', 'changed', 'down', 'suspect', 'unverifiable', 'unchecked',
      'retired', 'fresh'], status) - 1, now() - interval '9 days', n % 97 = 0, repeat('1', 30),
      now() - random() * interval '24 hours', now() - random() * interval '30 hours',
      case when status in ('broken', 'changed') then '{"startedAt": "2026-01-01T00:00:00Z", "failures": 7,
        "classes": {"gone": 7}, "code": "http/not-found", "suggestion": null, "noisy": false}'::jsonb end
    from (select id, substring(id from 'c(.*)')::int as n, case
      when documented = 'retired' then 'retired' when hashtext(id) % 100 = 0 then 'broken'
      when hashtext(id) % 100 = 1 then 'changed' when hashtext(id) % 100 in (2, 3) then 'suspect'
      when kind = 'phone' and hashtext(id) % 3 = 0 then 'unverifiable' else 'fresh' end as status
      from contacts) c`.execute(db)
  await sql`insert into due (contact_id, due_at, host)
    select contact_id, now() + interval '1 hour', host from standings`.execute(db)
  await sql`insert into checks (contact_id, host, priority, queued_at, started_at, finished_at, verdict, via, http_status,
      duration_ms, facts, trace)
    select 'm' || (n % ${contacts}::int + 1) % 20 || '/c' || n % ${contacts}::int + 1, 'h', 2, at, at, at, 'alive',
      'http', 200, 300, '[{"label": "title", "value": "Поддержка"}]', array['GET https://h.test/ -> 200, 12 kB']
    from (select n, now() - (${checks}::int - n) * interval '0.2 s' as at from generate_series(1, ${checks}::int) n) k`.execute(
    db,
  )
  await sql`insert into spells (contact_id, verdict, started_at, last_at, checks)
    select 'm' || (n % ${contacts}::int + 1) % 20 || '/c' || n % ${contacts}::int + 1, 'alive',
      now() - interval '90 days', now(), 9 from generate_series(1, ${history}::int / 2) n`.execute(db)
  await sql`insert into status_changes (contact_id, from_status, to_status, at)
    select 'm' || (n % ${contacts}::int + 1) % 20 || '/c' || n % ${contacts}::int + 1, 'suspect', 'fresh',
      now() - n * interval '10 s' from generate_series(1, ${history}::int / 2) n`.execute(db)
  await sql`analyze`.execute(db)
}
