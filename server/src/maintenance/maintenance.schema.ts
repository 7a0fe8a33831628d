/** Tables of requests: what never changes, the state in position intervals, who waits and who helps, the steps, what falls due. */

export const schema = `
CREATE TABLE maintenance_request (
  request_id TEXT PRIMARY KEY, number TEXT NOT NULL, compound_id TEXT NOT NULL, place_kind TEXT NOT NULL, place_id TEXT NOT NULL,
  unit_id TEXT, building_id TEXT, category TEXT NOT NULL, urgency TEXT NOT NULL, text TEXT NOT NULL, reported_at TEXT NOT NULL,
  channel TEXT NOT NULL, reporter_id TEXT, entered_by TEXT NOT NULL, rule_id TEXT NOT NULL, files TEXT NOT NULL,
  position TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT;
CREATE INDEX maintenance_request_compound ON maintenance_request (compound_id, position);
CREATE INDEX maintenance_request_position ON maintenance_request (position);
CREATE INDEX maintenance_request_unit ON maintenance_request (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX maintenance_request_entered ON maintenance_request (entered_by);
CREATE TABLE maintenance_state (
  request_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL, compound_id TEXT NOT NULL,
  status TEXT NOT NULL, open INTEGER NOT NULL, overdue INTEGER NOT NULL, assignee_id TEXT, next_due_at TEXT,
  followers INTEGER NOT NULL, urged_at TEXT, resume_by TEXT, cost_fen INTEGER NOT NULL,
  changed_hands INTEGER NOT NULL, photos INTEGER NOT NULL, revision INTEGER NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (request_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_state_current ON maintenance_state (request_id, open, overdue) WHERE to_position = '~~';
-- All but those that most requests come to.
CREATE INDEX maintenance_state_status ON maintenance_state (status, compound_id)
  WHERE to_position = '~~' AND status NOT IN ('confirmed', 'unanswered');
CREATE INDEX maintenance_state_open ON maintenance_state (compound_id, overdue) WHERE to_position = '~~' AND open = 1;
CREATE INDEX maintenance_state_assignee ON maintenance_state (assignee_id, open) WHERE to_position = '~~';
-- For what somebody had to do on a past day.
CREATE INDEX maintenance_state_worked ON maintenance_state (assignee_id, from_position) WHERE assignee_id IS NOT NULL;
-- The reporter and the followers; nobody ever stops waiting, so the first position is enough to read a past day.
CREATE TABLE maintenance_waiter (
  request_id TEXT NOT NULL, person_id TEXT NOT NULL, position TEXT NOT NULL, PRIMARY KEY (request_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_waiter_person ON maintenance_waiter (person_id, position);
-- Those who come along with the assignee.
CREATE TABLE maintenance_helper (
  request_id TEXT NOT NULL, person_id TEXT NOT NULL, from_position TEXT NOT NULL, to_position TEXT NOT NULL,
  PRIMARY KEY (request_id, person_id, from_position)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_helper_person ON maintenance_helper (person_id, to_position);
CREATE TABLE maintenance_step (
  event_id TEXT NOT NULL, request_id TEXT NOT NULL, position TEXT NOT NULL, type TEXT NOT NULL, occurred_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL, actor_id TEXT NOT NULL, on_behalf_of TEXT, channel TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;
-- At most one of each kind and target: the target is empty for what has none, the level is that of an escalation.
CREATE TABLE maintenance_due (
  request_id TEXT NOT NULL, what TEXT NOT NULL, target TEXT NOT NULL, level TEXT, due_at TEXT NOT NULL,
  PRIMARY KEY (request_id, what, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX maintenance_due_at ON maintenance_due (due_at, what DESC);
CREATE TABLE maintenance_tally (
  compound_id TEXT PRIMARY KEY, total INTEGER NOT NULL, open INTEGER NOT NULL, overdue INTEGER NOT NULL, awaiting INTEGER NOT NULL,
  unassigned INTEGER NOT NULL, paused INTEGER NOT NULL, closed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- When somebody was last given work in a compound: whose turn it is.
CREATE TABLE maintenance_turn (
  compound_id TEXT NOT NULL, person_id TEXT NOT NULL, position TEXT NOT NULL, PRIMARY KEY (compound_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE maintenance_rule (
  rule_id TEXT NOT NULL, valid_from TEXT NOT NULL, mode TEXT, basis TEXT NOT NULL, source TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (rule_id, valid_from)
) STRICT;`
