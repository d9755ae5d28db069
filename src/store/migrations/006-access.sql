-- Who may do what, and what a person keeps for themselves.
-- Null: contacts of all marketplaces. Means something for editors only.
alter table users add column marketplaces text[];
alter table users add column disabled_at timestamptz;
alter table users add column shortcuts boolean not null default true;
-- Two moments of looking at the overview: of this visit, and the end of the one before it.
alter table users add column looked_at timestamptz;
alter table users add column visited_before_at timestamptz;

alter table invites add column id bigint generated always as identity;
alter table invites add column marketplaces text[];
alter table invites add column invited_by text;

-- A session's number may be printed on a page; its hash may not.
alter table sessions add column id bigint generated always as identity;
alter table sessions add column agent text not null default '';
create index sessions_of_user on sessions (user_id);

alter table tokens add column created_by text;

create table saved_views (
  id bigint generated always as identity primary key,
  user_id bigint not null references users on delete cascade,
  name text not null,
  -- The list's address with its filter, as `listPath` writes it.
  path text not null,
  created_at timestamptz not null,
  unique (user_id, name)
);

-- A feed's address is its only key, so it can be taken back and made anew.
create table calendar_links (
  user_id bigint primary key references users on delete cascade,
  token_hash text not null unique,
  created_at timestamptz not null,
  used_at timestamptz
);

-- What a person answered in the review queue, with what is needed to take it back.
create table reviews (
  id bigint generated always as identity primary key,
  contact_id text not null references contacts on delete cascade,
  user_id bigint not null references users on delete cascade,
  at timestamptz not null,
  answer text not null,
  note text not null default '',
  new_value text,
  -- The standing before the answer, and its revision after it; null where the answer changed nothing.
  before jsonb,
  revision integer,
  -- A contact that nobody could check is asked for again only after this.
  ask_again_at timestamptz,
  undone_at timestamptz
);
create index reviews_of_user on reviews (user_id, id desc);
create index reviews_postponed on reviews (contact_id) where ask_again_at is not null and undone_at is null;

-- Switches that an administrator turns on a page.
create table switches (
  name text primary key,
  is_on boolean not null,
  changed_at timestamptz not null,
  changed_by text not null
);

-- The monitor's own mistakes, the last hundred.
create table own_errors (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  process text not null,
  message text not null,
  detail text not null default ''
);

-- Asked by every overview: what happened since a moment, and day by day.
create index status_changes_at on status_changes (at);
-- Asked by the review queue: contacts with a promise of a person.
create index contacts_by_person on contacts (id) where human_check is not null and removed_at is null;
