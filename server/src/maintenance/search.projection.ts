/**
 * The words of requests for search: pairs of Chinese characters and whole words (see kernel/bigrams.ts) in a plain table.
 * Not a full-text table of SQLite: its trigrams find no words of two characters, and what it keeps inside itself depends
 * on how it was filled, while every table of views must come out the same from the same log.
 * Nothing of a person is here: phones are compared where they are kept, and places by their names of today.
 */
import { indexTerms } from '@changxin/shared/kernel'
import { RequestNoteAdded, RequestReported, WorkCompleted } from '@changxin/shared/maintenance'
import { on, projection, type Rows } from '../views/projection.ts'

const SCHEMA = `
-- doc stands for the request in the other tables: there are dozens of rows for each.
CREATE TABLE maintenance_search_doc (
  doc INTEGER PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, compound_id TEXT NOT NULL
) STRICT;
CREATE TABLE maintenance_search_term (term TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (term, doc)) STRICT, WITHOUT ROWID;
-- The place itself, and what it stands in: building, compound.
CREATE TABLE maintenance_search_place (
  place_id TEXT NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (place_id, doc)
) STRICT, WITHOUT ROWID;
`

interface OfRequest {
  readonly requestId: string
  readonly compoundId: string
}

/** One statement for all terms of a text: a sentence has a dozen, and this is done for every note. */
function addText({ requestId, compoundId }: OfRequest, text: string | null, rows: Rows): void {
  if (text === null) return
  rows.run(
    `INSERT OR IGNORE INTO maintenance_search_term (term, doc)
     SELECT term.value, d.doc FROM maintenance_search_doc d, json_each(?) term WHERE d.request_id = ?`,
    JSON.stringify(indexTerms(text)),
    requestId,
  )
  rows.touch({ table: 'maintenance_search_doc', compoundId })
}

export const searchProjection = projection('maintenance-search', 1, SCHEMA, [
  on(RequestReported, ({ data }, rows) => {
    const { requestId, compoundId, place, buildingId, number, text } = data
    rows.run('INSERT INTO maintenance_search_doc (request_id, compound_id) VALUES (?, ?)', requestId, compoundId)
    for (const placeId of new Set([place.id, buildingId ?? compoundId, compoundId]))
      rows.run(
        'INSERT INTO maintenance_search_place (place_id, doc) SELECT ?, doc FROM maintenance_search_doc WHERE request_id = ?',
        placeId,
        requestId,
      )
    addText(data, `${number}\n${text}`, rows)
  }),
  on(RequestNoteAdded, ({ data }, rows) => addText(data, data.text, rows)),
  on(WorkCompleted, ({ data }, rows) => addText(data, data.note, rows)),
])
