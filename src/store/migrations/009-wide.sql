-- A million rows are rewritten in their own time.
set local statement_timeout = 0;
-- What promises are made of, copied beside the moments they run from: then the moment at which a contact becomes
-- overdue can be stored and indexed, instead of being worked out for every row of every page.
-- Null: nothing is promised of a phantom; no machine can keep a promise without a value; no person gave one.
alter table standings add column promised_since_at timestamptz;
alter table standings add column machine_hours integer;
alter table standings add column person_days real;
update standings s set
  promised_since_at = case when c.documented <> 'phantom' then c.known_since_at end,
  machine_hours = case when c.value is not null then c.check_every_hours end,
  person_days = (c.human_check ->> 'everyDays')::real
from contacts c where c.id = s.contact_id;
-- `readClocks` of the domain at the usual pace of time. By way of UTC, because that arithmetic knows no zones.
alter table standings add column overdue_at timestamptz generated always as (
  case when status <> 'retired' and promised_since_at is not null then least(
    case when status <> 'unverifiable' and machine_hours is not null then
      (coalesce(confirmed_at, promised_since_at) at time zone 'UTC' + machine_hours * interval '90 minutes')
        at time zone 'UTC' end,
    case when status = 'unverifiable' or machine_hours is null or person_days is not null then
      (coalesce(attested_at, promised_since_at) at time zone 'UTC'
        + coalesce(person_days, 30) * interval '24 hours') at time zone 'UTC' end
  ) end
) stored;
-- Each check moves every index of this table, so it keeps only those that its own clocks need.
drop index standings_checked;
drop index standings_worst;
create index standings_overdue on standings (overdue_at) where overdue_at is not null;
create index standings_acknowledged on standings (contact_id) where acknowledged_at is not null;
create index standings_muted on standings (muted_until) where muted_until is not null;
create index standings_flapping on standings (contact_id)
  where length(recent) - length(replace(recent, '01', '')) >= 6;

-- What lists are filtered and ordered by and no routine check changes: a row for each contact that is listed.
-- Triggers keep it, in the transaction of whatever changes; locks are taken in the order contacts, standings, shelf.
create table shelf (
  contact_id text primary key references standings on delete cascade,
  marketplace text not null,
  kind text not null,
  audience text not null,
  purpose text not null,
  -- 0 critical, 1 normal, 2 minor.
  rank smallint not null,
  documented text not null,
  has_value boolean not null,
  known_since_at timestamptz not null,
  person_days real,
  claims_work boolean not null,
  claims_against boolean not null,
  status text not null,
  severity smallint not null,
  status_since_at timestamptz not null,
  failing_since_at timestamptz,
  attested_at timestamptz,
  claims_disputed boolean not null,
  -- From when on a person is asked; null: never.
  asks_at timestamptz generated always as (date_trunc('milliseconds', case
    when documented = 'phantom' or status = 'retired' then null
    when status = 'unverifiable' then status_since_at at time zone 'UTC'
    when person_days is null then null
    when attested_at is null then known_since_at at time zone 'UTC'
    else attested_at at time zone 'UTC' + person_days * interval '24 hours'
  end) at time zone 'UTC') stored,
  -- From when on sources contradict each other or the evidence; null: they do not.
  disputed_at timestamptz generated always as (case
    when claims_disputed then timestamptz '-infinity'
    when status = 'fresh' then
      case when claims_against and documented = 'live' then timestamptz '-infinity' end
    when status in ('broken', 'changed') and documented = 'retired' then
      case when status = 'changed' and claims_against then timestamptz '-infinity' end
    when status in ('broken', 'changed') and claims_work then
      (status_since_at at time zone 'UTC' + greatest(
        status_since_at - coalesce(failing_since_at, status_since_at), interval '7 days')) at time zone 'UTC'
  end) stored
);

-- What the shelf must hold: the truth that it is a copy of.
create view shelf_truth as
select c.id as contact_id, c.marketplace, c.kind, c.audience, c.purpose,
  (case c.importance when 'critical' then 0 when 'normal' then 1 else 2 end)::smallint as rank, c.documented,
  c.value is not null as has_value, c.known_since_at, (c.human_check ->> 'everyDays')::real as person_days,
  c.claims_work, c.claims_against, s.status, s.severity, s.status_since_at, s.failing_since_at, s.attested_at,
  s.disputed as claims_disputed
from contacts c join standings s on s.contact_id = c.id
where c.removed_at is null;

insert into shelf (contact_id, marketplace, kind, audience, purpose, rank, documented, has_value, known_since_at,
  person_days, claims_work, claims_against, status, severity, status_since_at, failing_since_at, attested_at,
  claims_disputed) select * from shelf_truth;

create function shelve(id text) returns void language sql as $$
  insert into shelf (contact_id, marketplace, kind, audience, purpose, rank, documented, has_value, known_since_at,
  person_days, claims_work, claims_against, status, severity, status_since_at, failing_since_at, attested_at,
  claims_disputed) select * from shelf_truth t where t.contact_id = shelve.id
  on conflict (contact_id) do update set
    marketplace = excluded.marketplace, kind = excluded.kind, audience = excluded.audience,
    purpose = excluded.purpose, rank = excluded.rank, documented = excluded.documented,
    has_value = excluded.has_value, known_since_at = excluded.known_since_at, person_days = excluded.person_days,
    claims_work = excluded.claims_work, claims_against = excluded.claims_against, status = excluded.status,
    severity = excluded.severity, status_since_at = excluded.status_since_at,
    failing_since_at = excluded.failing_since_at, attested_at = excluded.attested_at,
    claims_disputed = excluded.claims_disputed
$$;
create index shelf_worst on shelf (severity, contact_id);
create index shelf_marketplace on shelf (marketplace, severity, contact_id);
create index shelf_kind on shelf (kind, severity, contact_id);
create index shelf_purpose on shelf (purpose, severity, contact_id);
create index shelf_gap on shelf (severity, contact_id) where not has_value;
create index shelf_disputed on shelf (severity, contact_id) where disputed_at is not null;
create index shelf_asks on shelf (rank, asks_at, contact_id) include (marketplace) where asks_at is not null;
create index shelf_asks_soon on shelf (asks_at, contact_id) where asks_at is not null;
create index shelf_weak on shelf (contact_id) where not has_value or claims_disputed;

-- How many contacts of the shelf are alike, as differences: writers add rows and never wait for each other; the sum
-- is the count. `foldTallies` sums them up now and then.
create table tallies (
  marketplace text not null,
  audience text not null,
  purpose text not null,
  status text not null,
  documented text not null,
  has_value boolean not null,
  claims_disputed boolean not null,
  contacts bigint not null
);
insert into tallies
select marketplace, audience, purpose, status, documented, has_value, claims_disputed, count(*)
from shelf group by 1, 2, 3, 4, 5, 6, 7;

create function tally() returns trigger language plpgsql as $$ begin
  if tg_op <> 'INSERT' then
    insert into tallies values (old.marketplace, old.audience, old.purpose, old.status, old.documented,
      old.has_value, old.claims_disputed, -1);
  end if;
  if tg_op <> 'DELETE' then
    insert into tallies values (new.marketplace, new.audience, new.purpose, new.status, new.documented,
      new.has_value, new.claims_disputed, 1);
  end if;
  return null;
end $$;
create trigger tally_arrivals after insert or delete on shelf for each row execute function tally();
create trigger tally_moves after update on shelf for each row when (
  (old.status, old.marketplace, old.audience, old.purpose, old.documented, old.has_value, old.claims_disputed)
  is distinct from
  (new.status, new.marketplace, new.audience, new.purpose, new.documented, new.has_value, new.claims_disputed)
) execute function tally();
create function forget_tallies() returns trigger language plpgsql as $$ begin
  delete from tallies;
  return null;
end $$;
create trigger tally_nothing after truncate on shelf execute function forget_tallies();

-- A standing is begun with the promises of its contact.
create function promise() returns trigger language plpgsql as $$ begin
  select case when c.documented <> 'phantom' then c.known_since_at end,
    case when c.value is not null then c.check_every_hours end, (c.human_check ->> 'everyDays')::real
  into new.promised_since_at, new.machine_hours, new.person_days
  from contacts c where c.id = new.contact_id;
  return new;
end $$;
create trigger promise before insert on standings for each row execute function promise();

create function shelve_standing() returns trigger language plpgsql as $$ begin
  if tg_op = 'INSERT' then
    perform shelve(new.contact_id);
  else
    update shelf set status = new.status, severity = new.severity, status_since_at = new.status_since_at,
      failing_since_at = new.failing_since_at, attested_at = new.attested_at, claims_disputed = new.disputed
    where contact_id = new.contact_id;
  end if;
  return null;
end $$;
create trigger shelve_begun after insert on standings for each row execute function shelve_standing();
create trigger shelve_moved after update on standings for each row when (
  (old.status, old.severity, old.status_since_at, old.failing_since_at, old.attested_at, old.disputed)
  is distinct from
  (new.status, new.severity, new.status_since_at, new.failing_since_at, new.attested_at, new.disputed)
) execute function shelve_standing();

create function restate() returns trigger language plpgsql as $$ begin
  update standings set
    promised_since_at = case when new.documented <> 'phantom' then new.known_since_at end,
    machine_hours = case when new.value is not null then new.check_every_hours end,
    person_days = (new.human_check ->> 'everyDays')::real
  where contact_id = new.id;
  if new.removed_at is null then
    perform shelve(new.id);
  else
    delete from shelf where contact_id = new.id;
  end if;
  return null;
end $$;
create trigger restate after update on contacts for each row when (
  (old.marketplace, old.kind, old.audience, old.purpose, old.importance, old.documented, old.value is null,
    old.known_since_at, old.check_every_hours, old.human_check, old.claims, old.removed_at)
  is distinct from
  (new.marketplace, new.kind, new.audience, new.purpose, new.importance, new.documented, new.value is null,
    new.known_since_at, new.check_every_hours, new.human_check, new.claims, new.removed_at)
) execute function restate();

-- Asked by every overview: breaks and returns of two weeks, among far more hiccups.
create index status_changes_breaks on status_changes (at) include (to_status, from_status)
  where to_status in ('broken', 'changed') or (to_status = 'fresh' and from_status in ('broken', 'changed'));

-- Search finds words within words. Trigrams of a database whose locale knows ASCII only leave Cyrillic out, so
-- they are made of letters that stand for it; the search compares the true text afterwards.
create function ascii_letters(words text) returns text language sql immutable parallel safe return
  translate(words, 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'abvgdeejziyklmnoprstufhc4ww7q8xu9');
do $$ begin
  create extension if not exists pg_trgm;
  create index contacts_words on contacts using gin (ascii_letters(haystack) gin_trgm_ops)
    where removed_at is null;
exception when others then
  -- A server without the extension searches by reading, which is right and slower.
  raise notice 'no index for search: %', sqlerrm;
end $$;
analyze;
