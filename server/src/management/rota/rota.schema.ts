/** Tables of rotas. What falls due has a row in `_due`, one a turn for each of its two clocks, and one a rota for its planning. */

export const TURNS = 'management_rota_turn'
export const ROTAS = 'management_rota_rota'
export const MEMBERS = 'management_rota_member'
export const LINKS = 'management_rota_link'
export const DUTIES = 'management_rota_duty'
export const ROTA_TABLES = [ROTAS, MEMBERS, TURNS, LINKS]

// told: the last level that heard of a missed turn. since: when it was planned or last changed hands. swapped_from: who had it before.
// ended_until: how far this turn's duty was said to last; empty while it never ended.
export const ROTA_SCHEMA = `
CREATE TABLE management_rota_rota (
  rota_id TEXT PRIMARY KEY, owner_kind TEXT NOT NULL, owner_id TEXT NOT NULL, purpose TEXT NOT NULL, staff TEXT NOT NULL,
  title TEXT NOT NULL, pattern TEXT NOT NULL, since TEXT NOT NULL, grace_minutes INTEGER NOT NULL, planned_through TEXT,
  shares_since TEXT, desk_person_id TEXT, closed INTEGER NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_rota_rota_by_owner ON management_rota_rota (owner_id, rota_id);
CREATE TABLE management_rota_member (
  rota_id TEXT NOT NULL, person_id TEXT NOT NULL, position TEXT NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (rota_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_rota_member_by_person ON management_rota_member (person_id);
CREATE TABLE management_rota_turn (
  turn_id TEXT PRIMARY KEY, rota_id TEXT NOT NULL, person_id TEXT NOT NULL, from_at TEXT NOT NULL, until_at TEXT NOT NULL,
  since TEXT NOT NULL, status TEXT NOT NULL, reminded TEXT NOT NULL, told TEXT, missed_at TEXT, kept_at TEXT, kept_by TEXT, how TEXT,
  note TEXT, files TEXT NOT NULL, swapped_from TEXT, swap TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX management_rota_turn_by_rota ON management_rota_turn (rota_id, from_at);
CREATE INDEX management_rota_turn_by_person ON management_rota_turn (person_id, from_at);
CREATE INDEX management_rota_turn_told ON management_rota_turn (missed_at) WHERE told IS NOT NULL AND status = 'missed';
CREATE TABLE management_rota_link (
  link_id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, rota_id TEXT NOT NULL, turn_id TEXT NOT NULL, person_id TEXT NOT NULL,
  uploads INTEGER NOT NULL, withdrawn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX management_rota_link_by_person ON management_rota_link (person_id);
CREATE TABLE management_rota_duty (
  turn_id TEXT PRIMARY KEY, rota_id TEXT NOT NULL, on_person_id TEXT, ended_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE management_rota_duty_compound (
  compound_id TEXT NOT NULL, turn_id TEXT NOT NULL, PRIMARY KEY (compound_id, turn_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_rota_duty_compound_by_turn ON management_rota_duty_compound (turn_id);
CREATE TABLE management_rota_due (
  rota_id TEXT NOT NULL, turn_id TEXT NOT NULL, clock TEXT NOT NULL, due_at TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL,
  PRIMARY KEY (rota_id, turn_id, clock)
) STRICT, WITHOUT ROWID;
CREATE INDEX management_rota_due_at ON management_rota_due (due_at);
`

export interface StoredRota {
  readonly rota_id: string
  readonly owner_kind: 'compound' | 'operator'
  readonly owner_id: string
  readonly purpose: 'duty' | 'cleaning' | 'facility-check' | 'gates' | 'night-patrol'
  readonly staff: 'paid' | 'volunteer'
  readonly title: string
  readonly pattern: string
  readonly since: string
  readonly grace_minutes: number
  readonly planned_through: string | null
  readonly shares_since: string | null
  readonly desk_person_id: string | null
  readonly closed: number
  readonly sample: number
}

export interface StoredTurn {
  readonly turn_id: string
  readonly rota_id: string
  readonly person_id: string
  readonly from_at: string
  readonly until_at: string
  readonly since: string
  readonly status: 'planned' | 'started' | 'kept' | 'missed'
  /** JSON: the reminders that were given. */
  readonly reminded: string
  readonly told: 'manager' | 'centre' | 'subdistrict' | null
  readonly missed_at: string | null
  readonly kept_at: string | null
  readonly kept_by: string | null
  readonly how: 'self' | 'colleague' | 'link' | 'time' | null
  readonly note: string | null
  /** JSON */
  readonly files: string
  readonly swapped_from: string | null
  /** JSON of SwapAsked, or null. */
  readonly swap: string | null
}
