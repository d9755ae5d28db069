-- A host that asked for a pause: until when it is left alone, and how often in a row it asked.
alter table hosts add column paused_until timestamptz;
alter table hosts add column pushbacks smallint not null default 0;
