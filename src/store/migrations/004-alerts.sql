-- What a person decides of an incident or a contact from a mail; the desk writes the same columns.
alter table incidents add column if not exists acknowledged_at timestamptz;
alter table incidents add column if not exists acknowledged_by text;
alter table standings add column if not exists muted_until timestamptz;
alter table standings add column if not exists muted_by text;
alter table standings add column if not exists muted_reason text;
-- Name of the person who looks after the contact.
alter table standings add column if not exists owner text;

-- Which news a recipient wants, and when. Missing parts mean the usual.
alter table recipients add column settings jsonb not null default '{}';
-- Signing secrets of a webhook, newest first; two while one replaces the other.
alter table recipients add column secrets text[] not null default '{}';
alter table recipients add column added_at timestamptz not null default now();
-- Who stopped the mails: the reader by a link, the server by refusing the address, an administrator.
alter table recipients add column stopped_by text;

-- The outbox holds more than edges of incidents: digests, reminders, news of the monitor itself.
alter table alerts alter column incident_id drop not null;
-- What makes a letter without an incident the only one of its kind.
alter table alerts add column occasion text;
alter table alerts add column about jsonb;
-- Told inside this letter, and settled with it.
alter table alerts add column carried_by bigint references alerts on delete set null;
-- When its reader wants it; null: nobody has yet thought about that, and with what else.
alter table alerts add column wanted_at timestamptz;
-- The last attempt may have arrived: only the same Message-ID may be sent again.
alter table alerts add column maybe_sent boolean not null default false;
-- It waits because the channel is broken, not because its reader cannot be reached.
alter table alerts add column channel_fault boolean not null default false;
alter table alerts drop constraint alerts_recipient_id_fkey;
alter table alerts
  add constraint alerts_recipient_id_fkey foreign key (recipient_id) references recipients on delete cascade;
create unique index alerts_occasion on alerts (occasion, recipient_id) where occasion is not null;
create index alerts_carried on alerts (carried_by) where carried_by is not null;
create index alerts_of_recipient on alerts (recipient_id, id desc);
create index alerts_dead on alerts (id desc) where state = 'dead';
-- What an older version left pending was arranged by being there.
update alerts set wanted_at = created_at where state = 'pending';

-- Keys that this installation made for itself.
create table house_keys (name text primary key, secret text not null, made_at timestamptz not null);
