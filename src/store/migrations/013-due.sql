-- Every row is copied, in its own time.
set local statement_timeout = 0;
-- What waits for its time, and nothing else: a claim takes a narrow row away, where it used to rewrite a wide one
-- with an entry in each of its indexes. A contact without a row has its check open, or is not checked at all.
create table due (
  contact_id text not null,
  -- Why it is due: its budget share goes by it.
  errand text not null default 'routine',
  due_at timestamptz not null,
  -- Copied from the standing, so that a claim reads nothing that is wide: a million of those are in no cache.
  host text not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
-- In order, because what is due together is claimed together. What left the knowledge base is asked no more.
insert into due
select s.contact_id, s.errand, s.due_at, s.host
from standings s join contacts c on c.id = s.contact_id
where s.due_at is not null and c.removed_at is null
order by s.due_at;
alter table due add primary key (contact_id);
create index due_first on due (errand, due_at);
alter table standings drop column due_at, drop column errand;

create function move_due() returns trigger language plpgsql as $$ begin
  update due set host = new.host where contact_id = new.contact_id;
  return null;
end $$;
create trigger move_due after update of host on standings for each row when (old.host is distinct from new.host)
execute function move_due();

-- In place of a foreign key here too. What is due goes first: planners take locks in this order.
create or replace function forget_checks() returns trigger language plpgsql as $$ begin
  delete from due d using gone g where d.contact_id = g.id;
  delete from open_checks o using gone g where o.contact_id = g.id;
  delete from checks k using gone g where k.contact_id = g.id;
  return null;
end $$;
analyze due, standings;
