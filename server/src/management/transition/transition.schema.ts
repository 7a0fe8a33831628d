/** Tables of transitions: the state of a compound, the steps, one row a transition for lists, what falls due, votes to hear. */

export const schema = `
-- The machine's own state: the latest adoption, the open transition and what it leaves to be done.
CREATE TABLE management_transition_state (
  compound_id TEXT PRIMARY KEY, state TEXT NOT NULL, revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Every event of the stream but adoptions: stories are told from these, also as of a past day.
CREATE TABLE management_transition_step (
  position TEXT PRIMARY KEY, compound_id TEXT NOT NULL, transition_id TEXT NOT NULL, type TEXT NOT NULL,
  occurred_at TEXT NOT NULL, actor_id TEXT NOT NULL, data TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_transition_step_compound ON management_transition_step (compound_id, position);
-- One row a transition; and one, by the id of the adoption, for a compound that nobody manages since one.
CREATE TABLE management_transition_row (
  transition_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, status TEXT NOT NULL, reason TEXT, from_mode TEXT NOT NULL,
  from_operator_id TEXT, to_mode TEXT, to_operator_id TEXT, step TEXT, due_on TEXT, overdue INTEGER NOT NULL,
  refused INTEGER NOT NULL, data_refused INTEGER NOT NULL, skipped INTEGER NOT NULL, since TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_transition_row_compound ON management_transition_row (compound_id, status);
CREATE INDEX management_transition_row_since ON management_transition_row (since, transition_id);
CREATE TABLE management_transition_due (
  compound_id TEXT NOT NULL, what TEXT NOT NULL, ref_id TEXT NOT NULL, due_for TEXT NOT NULL, due_at TEXT NOT NULL,
  PRIMARY KEY (compound_id, what, ref_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_transition_due_at ON management_transition_due (due_at);
-- Votes that chose a manager, until they have had their effect.
CREATE TABLE management_transition_choice (
  decision_id TEXT NOT NULL, item_id TEXT NOT NULL, compound_id TEXT NOT NULL, mode TEXT NOT NULL, operator_id TEXT NOT NULL,
  on_day TEXT NOT NULL, at TEXT NOT NULL, event_id TEXT NOT NULL, position TEXT NOT NULL, PRIMARY KEY (decision_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_transition_choice_position ON management_transition_choice (position);
CREATE TABLE management_transition_rule (
  rule_id TEXT PRIMARY KEY, position TEXT NOT NULL, data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
