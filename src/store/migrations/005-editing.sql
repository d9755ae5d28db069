-- What editors do beside the knowledge base's files.
alter table incidents add column if not exists acknowledged_at timestamptz;
alter table incidents add column if not exists acknowledged_by text;
alter table incidents add column if not exists closed_by text;
alter table incidents add column if not exists close_reason text;

alter table standings add column if not exists muted_reason text;
alter table standings add column if not exists owner text;
-- What the kind noticed of a contact that is alive all the same.
alter table standings add column if not exists kind_flags text[] not null default '{}';
-- What lists are filtered by and nearly no contact has.
create index standings_owner on standings (owner) where owner is not null;
create index standings_kind_flags on standings using gin (kind_flags) where kind_flags <> '{}';

-- Asked for every contact of a list: is there a claim that the evidence can contradict?
alter table contacts add column claims_work boolean not null
  generated always as (claims @> '[{"says": "works"}]') stored;
alter table contacts add column claims_against boolean not null
  generated always as (claims @> '[{"says": "discontinued"}]' or claims @> '[{"says": "absent"}]') stored;

-- An edit lies over the file's value until an export writes it there. `base`: what the file said when it was
-- edited; `file_value`: what it says now. Where the two differ, file and edit are in conflict.
create table edits (
  contact_id text not null references contacts on delete cascade,
  field text not null,
  base jsonb not null,
  file_value jsonb not null,
  value jsonb not null,
  at timestamptz not null,
  by_whom text not null,
  primary key (contact_id, field)
);

-- How to take a change back; null where nothing can be taken back.
alter table audit add column undo jsonb;
alter table audit add column undone_at timestamptz;
alter table audit add column undone_by text;

-- Answers to requests with an Idempotency-Key; status is null while the first one is being worked on.
create table idempotent_answers (
  key text primary key,
  request_hash text not null,
  at timestamptz not null,
  status smallint,
  headers jsonb,
  body text
);
create index idempotent_answers_at on idempotent_answers (at);

-- Was this new value looked at a moment ago?
create index checks_of_target on checks ((target->>'value'), id desc) where contact_id is null;

-- Asked by sites that publish values.
create index contacts_value on contacts (value) where removed_at is null;
create index edits_base on edits (base) where field = 'value';
-- What a listener of events missed.
create index status_changes_of_check on status_changes (check_id) where check_id is not null;
-- When anything was looked at last: asked by every overview.
create index standings_checked on standings (checked_at desc) where checked_at is not null;
