-- What a person photographed when they gave their word. The file is named by its content, so the same picture
-- sent twice is one file; it goes when no row names it any more.
create table photos (
  id bigint generated always as identity primary key,
  contact_id text not null,
  -- The entry of the log that says who, when and what.
  audit_id bigint not null references audit on delete cascade,
  file text not null,
  width integer not null,
  height integer not null,
  at timestamptz not null,
  -- End of the word that it proves: it is kept at least until then.
  until_at timestamptz not null
);
create index photos_of_entry on photos (audit_id);
create index photos_by_file on photos (file);
create index photos_by_age on photos (at);

-- One deed that changed many contacts: its entries are taken back together.
alter table audit add column deed uuid;
create index audit_of_deed on audit (deed) where deed is not null;
