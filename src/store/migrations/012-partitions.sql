-- Every finished check is copied, in its own time.
set local statement_timeout = 0;
-- What waits or runs, and nothing else: few narrow rows that come and go, beside finished checks that only grow.
create sequence check_ids;
create table open_checks (
  id bigint primary key default nextval('check_ids'),
  contact_id text,
  -- Target of a check that belongs to no contact.
  target jsonb,
  host text not null,
  -- 0 asked by a person, 1 being confirmed, 2 routine.
  priority smallint not null,
  asked_by text,
  queued_at timestamptz not null,
  -- Counted before the work, so that a check that kills its worker can be told.
  starts smallint not null default 0,
  started_at timestamptz
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
-- Room for a start to be counted in place, and later for a spell to be lengthened in place.
alter table spells set (fillfactor = 80);

alter table checks rename to checks_before;
alter index checks_of_contact rename to checks_before_of_contact;
alter index checks_finished rename to checks_before_finished;
alter index checks_by_picture rename to checks_before_by_picture;
alter index checks_of_target rename to checks_before_of_target;

-- Finished checks, in partitions by how long they are kept and when they ended, so that forgetting is dropping.
-- A check is finished once, because finishing takes its row out of `open_checks`.
create table checks (
  id bigint not null default nextval('check_ids'),
  contact_id text,
  target jsonb,
  host text not null,
  priority smallint not null,
  asked_by text,
  queued_at timestamptz not null,
  starts smallint not null default 0,
  started_at timestamptz,
  finished_at timestamptz not null,
  verdict text not null,
  reason_code text,
  reason_message text,
  class text,
  suggestion jsonb,
  via text,
  http_status smallint,
  final_url text,
  duration_ms integer,
  facts json,
  trace text[],
  -- JSON as bytes: nobody searches it here, and reading it would take longer than writing all the rest.
  evidence bytea,
  screenshot text
) partition by list ((verdict = 'alive' and screenshot is null));
do $$ begin
  alter table checks alter column evidence set compression lz4;
exception when others then
  -- A server without it compresses as servers always did, which takes more of its time.
  raise notice 'evidence is compressed the old way: %', sqlerrm;
end $$;
create index checks_by_id on checks (id);
create index checks_of_contact on checks (contact_id, id desc);
create index checks_finished on checks (finished_at);
create index checks_by_picture on checks (screenshot) where screenshot is not null;
create index checks_of_target on checks ((target->>'value'), id desc) where contact_id is null;
create table checks_passing partition of checks for values in (true) partition by range (finished_at);
create table checks_kept partition of checks for values in (false) partition by range (finished_at);
-- Rows of a time that nobody prepared for are not lost: they are deleted one by one instead.
create table checks_passing_rest partition of checks_passing default;
create table checks_kept_rest partition of checks_kept default;

create function open_partition(parent text, suffix text, from_at timestamptz, to_at timestamptz)
returns void language plpgsql as $$
declare
  child text := parent || '_' || suffix;
begin
  if to_regclass(child) is not null then return; end if;
  -- Attached, because `partition of` would keep everybody from the whole table meanwhile.
  execute format('create table %I (like %I including all)', child, parent);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, child, from_at, to_at);
exception
  -- The rest holds rows of that time already.
  when check_violation then null;
end $$;
create function prepare_checks(at timestamptz, days_back integer, days_ahead integer)
returns void language plpgsql as $$
declare
  day timestamp;
begin
  -- One process at a time: two that make the same tables would fail each other in several ways.
  perform pg_advisory_xact_lock(hashtext('prepare_checks'));
  for day in select generate_series(date_trunc('day', at at time zone 'UTC') - make_interval(days => days_back),
    date_trunc('day', at at time zone 'UTC') + make_interval(days => days_ahead), '1 day') loop
    perform open_partition('checks_passing', to_char(day, 'YYYYMMDD'), day at time zone 'UTC',
      (day + interval '1 day') at time zone 'UTC');
  end loop;
  for day in select generate_series(
    date_trunc('month', at at time zone 'UTC' - make_interval(days => days_back)),
    date_trunc('month', at at time zone 'UTC' + make_interval(days => days_ahead)), '1 month') loop
    perform open_partition('checks_kept', to_char(day, 'YYYYMM'), day at time zone 'UTC',
      (day + interval '1 month') at time zone 'UTC');
  end loop;
end $$;
select prepare_checks(now(), case when exists (select from checks_before) then 4 else 0 end, 7);

insert into checks (id, contact_id, target, host, priority, asked_by, queued_at, starts, started_at, finished_at,
  verdict, reason_code, reason_message, class, suggestion, via, http_status, final_url, duration_ms, facts, trace,
  evidence, screenshot)
select id, contact_id, target, host, priority, asked_by, queued_at, starts, started_at, finished_at,
  coalesce(verdict, 'unknown'), reason_code, reason_message, class, suggestion, via, http_status, final_url,
  duration_ms, facts::text::json, trace, convert_to(evidence::text, 'UTF8'), screenshot
from checks_before where finished_at is not null;
insert into open_checks
select id, contact_id, target, host, priority, asked_by, queued_at, starts, started_at
from checks_before where finished_at is null;
select setval('check_ids', (select coalesce(max(id), 0) + 1 from checks_before), false);
create unique index open_checks_of_contact on open_checks (contact_id) where contact_id is not null;
create index open_checks_waiting on open_checks (host, priority, id);

-- A check wherever it is.
create view all_checks as
select id, contact_id, target, host, priority, asked_by, queued_at, starts, started_at, finished_at, verdict,
  reason_code, reason_message, class, suggestion, via, http_status, final_url, duration_ms, facts, trace, screenshot
from checks
union all
select id, contact_id, target, host, priority, asked_by, queued_at, starts, started_at, null, null,
  null, null, null, null, null, null, null, null, null, null, null
from open_checks;

-- In place of a foreign key, which would look each contact up, and lock it, for every check.
create function forget_checks() returns trigger language plpgsql as $$ begin
  delete from open_checks o using gone g where o.contact_id = g.id;
  delete from checks k using gone g where k.contact_id = g.id;
  return null;
end $$;
create trigger forget_checks after delete on contacts referencing old table as gone
  for each statement execute function forget_checks();

-- What a kind remembers of a target is seldom written and often larger than the rest of a standing, which every
-- check writes twice.
create table memories (
  contact_id text primary key references standings on delete cascade,
  memory json not null
);
insert into memories select contact_id, memory from standings where memory is not null;
alter table standings drop column memory;
-- What the next check asks of those before it. Null: the last one did not see it alive; no picture was kept.
alter table standings add column last_via text;
alter table standings add column pictured_at timestamptz;
update standings s set
  last_via = (select k.via from checks_before k where k.id = s.last_check_id and k.verdict = 'alive'),
  pictured_at = (
    select max(k.finished_at) from checks_before k where k.contact_id = s.contact_id and k.screenshot is not null
  );
drop table checks_before;

-- As an index over its expression instead of a stored column: PostgreSQL 18 reads the expression of such a column
-- anew for each row of an update that leaves it alone, which took half of the planner's time.
alter table standings drop column overdue_at;
create function overdue_at(status text, promised_since_at timestamptz, machine_hours integer, person_days real,
  confirmed_at timestamptz, attested_at timestamptz) returns timestamptz language sql immutable parallel safe return
  case when status <> 'retired' and promised_since_at is not null then least(
    case when status <> 'unverifiable' and machine_hours is not null then
      (coalesce(confirmed_at, promised_since_at) at time zone 'UTC' + machine_hours * interval '90 minutes')
        at time zone 'UTC' end,
    case when status = 'unverifiable' or machine_hours is null or person_days is not null then
      (coalesce(attested_at, promised_since_at) at time zone 'UTC'
        + coalesce(person_days, 30) * interval '24 hours') at time zone 'UTC' end
  ) end;
create index standings_overdue on standings (
  overdue_at(status, promised_since_at, machine_hours, person_days, confirmed_at, attested_at)
);
-- Nothing that lists show changes when a check is planned.
drop trigger shelve_moved on standings;
create trigger shelve_moved after update of status, severity, status_since_at, failing_since_at, attested_at, disputed
on standings for each row when (
  (old.status, old.severity, old.status_since_at, old.failing_since_at, old.attested_at, old.disputed)
  is distinct from
  (new.status, new.severity, new.status_since_at, new.failing_since_at, new.attested_at, new.disputed)
) execute function shelve_standing();
analyze;
