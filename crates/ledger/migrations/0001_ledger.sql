-- What a ledger keeps: municipalities, their decisions and publications, drafts at rest, source files.
-- One text for both engines: STRICT, BLOB and INTEGER are put in for SQLite when it is read.

-- 団体: how far its ledger goes. Its row is what writers queue for.
-- peaks: the roots of the full subtrees of the tree over its decisions, from which the next root is made.
CREATE TABLE municipality (
  code TEXT NOT NULL PRIMARY KEY,
  head BIGINT NOT NULL,
  peaks BYTEA NOT NULL,
  published BIGINT NOT NULL
);

-- 決裁: body is the JSON text that was hashed; leaf is its hash; root is the tree up to and including it.
CREATE TABLE decision (
  municipality TEXT NOT NULL REFERENCES municipality (code),
  number BIGINT NOT NULL,
  body TEXT NOT NULL,
  leaf BYTEA NOT NULL,
  root BYTEA NOT NULL,
  PRIMARY KEY (municipality, number)
);

-- 公表: from its number on, the public sees this decision.
CREATE TABLE publication (
  municipality TEXT NOT NULL REFERENCES municipality (code),
  number BIGINT NOT NULL,
  decision BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality, number),
  FOREIGN KEY (municipality, decision) REFERENCES decision (municipality, number)
);

-- 起案: revision grows by one at each save, so that nobody overwrites what they have not seen.
CREATE TABLE draft (
  municipality TEXT NOT NULL REFERENCES municipality (code),
  id TEXT NOT NULL,
  revision BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (municipality, id)
);

-- 原資料: a file under the SHA-256 of its bytes, kept once however many decisions rest on it.
CREATE TABLE source (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  bytes BYTEA NOT NULL
);
