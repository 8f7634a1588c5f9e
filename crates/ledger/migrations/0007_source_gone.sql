-- A file that was removed and is kept anew goes on counting: whoever looked at it before it went can never take the new one for the old.

-- 受入回数 of a file that is no more.
CREATE TABLE source_gone (
  sha256 TEXT NOT NULL PRIMARY KEY,
  kept BIGINT NOT NULL
);
