-- People work at the desk before anything is decided: accounts, sessions, sheets and what is typed into them.

-- 書類: one thing under its kind, its folder (what it belongs to; empty for none) and its id.
-- revision grows by one at each save, so that nobody overwrites what they have not seen.
CREATE TABLE paper (
  municipality TEXT NOT NULL REFERENCES municipality (code),
  kind TEXT NOT NULL,
  folder TEXT NOT NULL,
  id TEXT NOT NULL,
  revision BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality, kind, folder, id)
);

-- 旧稿: what a paper said before, for papers whose past is kept. Never changed.
CREATE TABLE past_paper (
  municipality TEXT NOT NULL REFERENCES municipality (code),
  kind TEXT NOT NULL,
  folder TEXT NOT NULL,
  id TEXT NOT NULL,
  revision BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality, kind, folder, id, revision)
);
