/** The tables of places. Counters of compounds, buildings and regions are kept by the handlers, never counted by a query. */
export const schema = `
CREATE TABLE places_region (
  region_id TEXT PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, parent_id TEXT, sort_name TEXT NOT NULL,
  compounds INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_region_by_parent ON places_region (parent_id, sort_name);

-- floor_area in 0.01 m²: the sum of what is known, NULL when no unit's is known.
CREATE TABLE places_compound (
  compound_id TEXT PRIMARY KEY, name TEXT NOT NULL, region_id TEXT NOT NULL, community_id TEXT, subdistrict_id TEXT,
  district_id TEXT, city_id TEXT, block_id TEXT, accepted_on TEXT, buildings INTEGER NOT NULL, units INTEGER NOT NULL,
  floor_area INTEGER, units_without_floor_area INTEGER NOT NULL, plan_import_id TEXT, plan_row_id TEXT,
  sample INTEGER NOT NULL, sort_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_compound_by_name ON places_compound (sort_name, compound_id);
CREATE INDEX places_compound_by_community ON places_compound (community_id);
CREATE INDEX places_compound_by_subdistrict ON places_compound (subdistrict_id);
CREATE INDEX places_compound_by_district ON places_compound (district_id);
CREATE INDEX places_compound_by_city ON places_compound (city_id);
CREATE INDEX places_compound_by_block ON places_compound (block_id);
CREATE INDEX places_compound_by_plan_row ON places_compound (plan_import_id, plan_row_id) WHERE plan_row_id IS NOT NULL;

CREATE TABLE places_plan_area (
  import_id TEXT NOT NULL, row_id TEXT NOT NULL, area_name TEXT NOT NULL, PRIMARY KEY (import_id, row_id)
) STRICT, WITHOUT ROWID;

-- ordinal: the order of registration within the compound, from 0.
CREATE TABLE places_building (
  building_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, name TEXT NOT NULL, storeys INTEGER, built_in_year INTEGER,
  units INTEGER NOT NULL, floor_area INTEGER, ordinal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_building_by_compound ON places_building (compound_id, ordinal);

CREATE TABLE places_entrance (
  entrance_id TEXT PRIMARY KEY, building_id TEXT NOT NULL, compound_id TEXT NOT NULL, name TEXT NOT NULL, ordinal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_entrance_by_compound ON places_entrance (compound_id, building_id, ordinal);

-- label: 3栋 2单元 502; searched: the label without spaces, NFKC, lower case.
CREATE TABLE places_unit (
  unit_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, building_id TEXT NOT NULL, entrance_id TEXT, door TEXT NOT NULL,
  kind TEXT, floor INTEGER, floor_area INTEGER, floor_area_source TEXT, label TEXT NOT NULL, sample INTEGER NOT NULL,
  sort_key TEXT NOT NULL, searched TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_unit_by_compound ON places_unit (compound_id, sort_key, unit_id);
CREATE INDEX places_unit_by_building ON places_unit (building_id, sort_key, unit_id);

CREATE TABLE places_part (
  part_id TEXT PRIMARY KEY, compound_id TEXT NOT NULL, building_id TEXT, entrance_id TEXT, kind TEXT NOT NULL,
  name TEXT NOT NULL, accepted_on TEXT, warranty_until TEXT, ordinal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_part_by_compound ON places_part (compound_id, ordinal);

-- until: the last day, inclusive; NULL = until further notice.
CREATE TABLE places_relation (
  relation_id TEXT PRIMARY KEY, unit_id TEXT NOT NULL, compound_id TEXT NOT NULL, person_id TEXT NOT NULL,
  relation TEXT NOT NULL, since TEXT NOT NULL, until TEXT, checked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_relation_by_unit ON places_relation (unit_id, since);
CREATE INDEX places_relation_by_person ON places_relation (person_id, since);

-- facts: what everybody who sees the compound may see; no personal data, no free text.
CREATE TABLE places_story (
  position TEXT PRIMARY KEY, compound_id TEXT NOT NULL, type TEXT NOT NULL, occurred_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL, channel TEXT NOT NULL, facts TEXT NOT NULL, sample INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX places_story_by_compound ON places_story (compound_id, position);

-- What the later steps of a request are told with: its number and category stand in its first event alone.
CREATE TABLE places_request (
  request_id TEXT PRIMARY KEY, number TEXT NOT NULL, category TEXT NOT NULL, urgency TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
