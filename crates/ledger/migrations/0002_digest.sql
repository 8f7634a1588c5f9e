-- A site of many municipalities shows all of them without loading them: a summary of each is kept with its publication.

-- 概要: made from what the publication shows, never decided. Where it is missing, or of an older form, it is made anew.
CREATE TABLE digest (
  municipality TEXT NOT NULL PRIMARY KEY REFERENCES municipality (code),
  publication BIGINT NOT NULL,
  form BIGINT NOT NULL,
  body TEXT NOT NULL
);
