-- What the knowledge base states. Rewritten by sync-kb; nothing else edits it.
create table marketplaces (
  id text primary key,
  name jsonb not null,
  domains text[] not null
);

create table sources (
  id text primary key,
  title text not null,
  url text,
  publisher text not null,
  as_of text,
  witness text not null
);

create table contacts (
  id text primary key,
  marketplace text not null references marketplaces,
  kind text not null,
  value text,
  label jsonb not null,
  audience text not null,
  purpose text not null,
  hours text,
  note text,
  importance text not null,
  documented text not null,
  successor text,
  listed_on text[] not null,
  owner_domains text[] not null,
  settings jsonb not null,
  human_check jsonb,
  check_every_hours integer not null,
  claims jsonb not null,
  stated_at jsonb not null,
  -- Lower-case words of id, value and labels: what the search box looks in.
  haystack text not null,
  -- Changes when the entry does, so that a sync rewrites only what changed.
  digest text not null,
  known_since_at timestamptz not null,
  removed_at timestamptz
);
create index contacts_marketplace on contacts (marketplace, id) where removed_at is null;

-- What is held of each contact after confirmation: narrow, because every check rewrites it.
create table standings (
  contact_id text primary key references contacts on delete cascade,
  host text not null,
  status text not null,
  -- Position in the worst-first order, so that lists can be read from an index.
  severity smallint not null,
  status_since_at timestamptz not null,
  episode jsonb,
  recovering_since_at timestamptz,
  recent text not null default '',
  word jsonb,
  disputed boolean not null default false,
  -- Compare-and-set: a writer that read another revision changes nothing.
  revision integer not null default 0,
  memory jsonb,
  checked_at timestamptz,
  confirmed_at timestamptz,
  attested_at timestamptz,
  last_check_id bigint,
  spell_id bigint,
  -- Null: nothing a machine could do, or a check is queued already.
  due_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  muted_until timestamptz,
  muted_by text,
  muted_why text
) with (fillfactor = 80);
create index standings_due on standings (due_at) where due_at is not null;
create index standings_worst on standings (severity, contact_id);

-- Politeness: one request in flight per host, and a gap between starts.
create table hosts (
  name text primary key,
  next_start_at timestamptz not null default '-infinity',
  held_by text,
  held_until timestamptz not null default '-infinity'
);

-- One attempt each. Finished ones are pruned: alive soon, failures later.
create table checks (
  id bigint generated always as identity primary key,
  contact_id text references contacts on delete cascade,
  -- Target of a check that belongs to no contact.
  target jsonb,
  host text not null,
  -- 0 asked by a person, 1 being confirmed, 2 routine.
  priority smallint not null,
  asked_by text,
  queued_at timestamptz not null,
  -- Counted before the work, so that a check that kills its worker can be told.
  starts smallint not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  verdict text,
  reason_code text,
  reason_message text,
  class text,
  suggestion jsonb,
  via text,
  http_status smallint,
  final_url text,
  duration_ms integer,
  facts jsonb,
  trace text[],
  evidence jsonb,
  screenshot text
);
create unique index checks_open on checks (contact_id) where finished_at is null and contact_id is not null;
create index checks_waiting on checks (host, priority, id) where finished_at is null;
create index checks_of_contact on checks (contact_id, id desc);
create index checks_finished on checks (finished_at) where finished_at is not null;

-- History: equal results in a row are one spell.
create table spells (
  id bigint generated always as identity primary key,
  contact_id text not null references contacts on delete cascade,
  verdict text not null,
  reason_code text,
  started_at timestamptz not null,
  last_at timestamptz not null,
  checks integer not null
);
create index spells_of_contact on spells (contact_id, id desc);

create table incidents (
  id bigint generated always as identity primary key,
  cause text not null,
  opened_at timestamptz not null,
  resolved_at timestamptz
);
create unique index incidents_open on incidents (cause) where resolved_at is null;

create table incident_contacts (
  incident_id bigint not null references incidents on delete cascade,
  contact_id text not null references contacts on delete cascade,
  joined_at timestamptz not null,
  recovered_at timestamptz,
  primary key (incident_id, contact_id)
);
create index incident_contacts_open on incident_contacts (contact_id) where recovered_at is null;

create table status_changes (
  id bigint generated always as identity primary key,
  contact_id text not null references contacts on delete cascade,
  from_status text not null,
  to_status text not null,
  at timestamptz not null,
  failing_since_at timestamptz,
  code text,
  class text,
  check_id bigint,
  incident_id bigint references incidents on delete set null,
  by_whom text
);
create index status_changes_of_contact on status_changes (contact_id, id desc);

create table recipients (
  id bigint generated always as identity primary key,
  channel text not null,
  address text not null,
  language text not null default 'ru',
  -- From the environment, or added by a person.
  origin text not null,
  active boolean not null default true,
  unique (channel, address)
);

-- The outbox: what an incident owes to one recipient.
create table alerts (
  id bigint generated always as identity primary key,
  incident_id bigint not null references incidents on delete cascade,
  edge text not null,
  recipient_id bigint not null references recipients,
  created_at timestamptz not null,
  state text not null default 'pending',
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  lease_until timestamptz,
  sent_at timestamptz,
  message_id text not null,
  answer text,
  unique (incident_id, edge, recipient_id)
);
create index alerts_pending on alerts (next_try_at) where state = 'pending';

create table users (
  id bigint generated always as identity primary key,
  name text not null,
  role text not null,
  language text not null default 'ru',
  created_at timestamptz not null
);

create table invites (
  token_hash text primary key,
  role text not null,
  user_id bigint references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table sessions (
  id_hash text primary key,
  user_id bigint not null references users on delete cascade,
  csrf_token text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);

create table tokens (
  id bigint generated always as identity primary key,
  name text not null,
  token_hash text not null unique,
  prefix text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb
);
create index audit_of_subject on audit (subject, id desc);

-- What the monitor knows of itself: is it online, which browser, which processes run.
create table monitor (
  key text primary key,
  value jsonb not null,
  at timestamptz not null
);
