-- Files that nobody needs any more are removed: whoever looked for their names must know that nobody kept them again meanwhile.

-- 受入回数: how often the file was kept. It only grows, so that what was looked at and what is removed are the same.
ALTER TABLE source ADD COLUMN kept BIGINT NOT NULL DEFAULT 1;
