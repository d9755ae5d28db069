-- What the last check read when it saw the contact alive: a fingerprint of the answer and of all else that the
-- check rested on, and when that was read in full. Null: the next check reads whatever comes.
alter table standings
  add column answer_stamp text,
  add column answer_read_at timestamptz;
