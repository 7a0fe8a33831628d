/** The tables of decisions. The matter and its figures stand in position intervals; heads and ballots as they are now. */

// sort: the position of the proposal, so that the newest come first. state: the folded part, as JSON.
export const SCHEMA = `
CREATE TABLE decisions_core_decision (
  decision_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, sort TEXT NOT NULL,
  compound_id TEXT NOT NULL, status TEXT NOT NULL, sample INTEGER NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (decision_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_core_decision_sort ON decisions_core_decision (sort) WHERE to_position = '~~';
CREATE INDEX decisions_core_decision_compound ON decisions_core_decision (compound_id, sort) WHERE to_position = '~~';
-- floor_area in 0.01 m², of the units whose floor area is known. revision: of the stream.
CREATE TABLE decisions_core_tally (
  decision_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, revision INTEGER NOT NULL,
  heads INTEGER NOT NULL, units INTEGER NOT NULL, floor_area INTEGER NOT NULL, units_without_floor_area INTEGER NOT NULL,
  delivered INTEGER NOT NULL, undeliverable INTEGER NOT NULL, returned INTEGER NOT NULL,
  screen_ballots INTEGER NOT NULL, paper_ballots INTEGER NOT NULL, paper_done INTEGER NOT NULL,
  PRIMARY KEY (decision_id, from_position)
) STRICT, WITHOUT ROWID;
-- ordinal: the order of the roll. ballots: how many came, never what they say.
CREATE TABLE decisions_core_head (
  decision_id TEXT NOT NULL, voter_id TEXT NOT NULL, ordinal INTEGER NOT NULL, ballots INTEGER NOT NULL,
  delivered_by TEXT, delivered_at TEXT, state TEXT NOT NULL, PRIMARY KEY (decision_id, voter_id)
) STRICT, WITHOUT ROWID;
-- Who may vote for a head: its owners (proxy_id empty), those whose right was checked at the door, and proxies.
CREATE TABLE decisions_core_person (
  person_id TEXT NOT NULL, decision_id TEXT NOT NULL, voter_id TEXT NOT NULL, proxy_id TEXT NOT NULL,
  PRIMARY KEY (person_id, decision_id, voter_id, proxy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_core_person_head ON decisions_core_person (decision_id, voter_id);
-- ordinal: its position, so that the last of a head is the last. state: sealed or unopened as it came.
CREATE TABLE decisions_core_ballot (
  decision_id TEXT NOT NULL, ballot_id TEXT NOT NULL, ordinal TEXT NOT NULL, voter_id TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (decision_id, ballot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_core_ballot_head ON decisions_core_ballot (decision_id, voter_id);
-- Steps of the matter, none of a single head or ballot. about_id: the objection.
CREATE TABLE decisions_core_step (
  decision_id TEXT NOT NULL, position TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL, about_id TEXT,
  occurred_at TEXT NOT NULL, actor_id TEXT NOT NULL, channel TEXT NOT NULL, PRIMARY KEY (decision_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions_core_due (
  decision_id TEXT PRIMARY KEY, what TEXT NOT NULL, due_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decisions_core_due_at ON decisions_core_due (due_at);
`
