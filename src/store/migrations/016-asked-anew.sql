-- A person asked while a check that nobody had asked for was under way: what it saw is from before the question, so
-- it is carried out once more and only then finished.
alter table open_checks add column asked_anew boolean not null default false;
