-- Editors' own articles. The text is kept as it was given, so that offsets hold; the same text twice is one article.
create table articles (
  id bigint generated always as identity primary key,
  title text not null,
  url text,
  publisher text not null,
  as_of text,
  format text not null,
  checksum text not null unique,
  text text not null,
  came_by text not null,
  added_at timestamptz not null,
  added_by text not null,
  fetched_at timestamptz,
  next_fetch_at timestamptz
);

-- Where an article gives or names a contact, in its order. Which contact of the knowledge base that is, is
-- looked up by value whenever it is asked: files change, articles stay.
create table article_passages (
  article_id bigint not null references articles on delete cascade,
  number integer not null,
  kind text not null,
  value text,
  raw text not null,
  place integer not null,
  length integer not null,
  line integer not null,
  sentence text not null,
  heading text,
  organisation text,
  audience text not null,
  claim text,
  says text[] not null,
  hours text,
  role text,
  primary key (article_id, number)
);
create index article_passages_value on article_passages (value) where value is not null;
