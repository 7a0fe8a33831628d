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

interface Doc {
  readonly doc: number
  readonly compound_id: string
}

function addText(requestId: string, text: string | null, rows: Rows): void {
  const found = rows.get<Doc>('SELECT doc, compound_id FROM maintenance_search_doc WHERE request_id = ?', requestId)
  if (!found || text === null) return
  for (const term of indexTerms(text))
    rows.run('INSERT OR IGNORE INTO maintenance_search_term (term, doc) VALUES (?, ?)', term, found.doc)
  rows.touch({ table: 'maintenance_search_doc', compoundId: found.compound_id })
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
    addText(requestId, `${number}\n${text}`, rows)
  }),
  on(RequestNoteAdded, ({ data }, rows) => addText(data.requestId, data.text, rows)),
  on(WorkCompleted, ({ data }, rows) => addText(data.requestId, data.note, rows)),
])
