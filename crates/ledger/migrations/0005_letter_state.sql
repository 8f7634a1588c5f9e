-- A round of public comments may bring twenty thousand letters: how many say what is counted, and one page of them found, without reading any.

-- 意見書の状態: a row for each letter and state of its opinions, written whenever the letter is. detail: the summary, or why it is not shown.
CREATE TABLE letter_state (
  municipality TEXT NOT NULL REFERENCES municipality (code),
  round TEXT NOT NULL,
  letter TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  day TEXT NOT NULL,
  way TEXT NOT NULL,
  opinions BIGINT NOT NULL,
  PRIMARY KEY (municipality, round, letter, state, detail)
);
CREATE INDEX letter_state_by_day ON letter_state (municipality, round, state, detail, day, letter, way, opinions);
