-- Several articles may stand in one file; each is a source of claims of its own.
alter table article_passages add column source text;
create index article_passages_denials on article_passages (organisation, kind) where value is null;

-- Articles that have an address are fetched again.
alter table articles
  add column etag text,
  add column last_modified text,
  add column asked_at timestamptz,
  add column failing_since_at timestamptz,
  add column failure text,
  add column gone_at timestamptz;
create index articles_next_fetch on articles (next_fetch_at) where next_fetch_at is not null;

-- What a newer text of an article says otherwise, until an editor decides.
create table article_suggestions (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles on delete cascade,
  change text not null check (change in ('added', 'removed', 'claim')),
  kind text not null,
  value text not null,
  raw text not null,
  organisation text,
  says_before text,
  says_after text,
  sentence text not null,
  found_at timestamptz not null,
  decided text check (decided in ('accepted', 'dismissed')),
  decided_at timestamptz,
  decided_by text
);
-- The same difference is asked once, however often it is seen.
create unique index article_suggestions_open on article_suggestions (article_id, change, value)
  where decided is null;

-- The newest archived copy of pages that are gone; `copy_url` null: the archive has none.
create table archive_copies (
  url text primary key,
  copy_url text,
  taken_at timestamptz,
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
