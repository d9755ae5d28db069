-- Contacts of one registrable domain fail together, so they are judged together.
alter table standings add column site text not null default '';
alter table standings add column failing_since_at timestamptz;
update standings set site = host, failing_since_at = (episode ->> 'startedAt')::timestamptz;
create index standings_of_site on standings (site);
create index standings_failing on standings (site, failing_since_at) where failing_since_at is not null;

-- Why a contact is due: its budget share goes by it.
alter table standings add column errand text not null default 'routine';
drop index standings_due;
create index standings_due on standings (errand, due_at) where due_at is not null;

-- What a site has come to: breaks for its hazard, and the cascade that runs.
create table sites (
  name text primary key,
  breaks integer not null default 0,
  cascade_began_at timestamptz,
  cascade_struck smallint not null default 0,
  cascade_asked integer not null default 0
);

-- A wave is watched before anybody is told of it.
alter table incidents add column wave boolean not null default false;
alter table incidents add column told_at timestamptz;
update incidents set told_at = opened_at;
