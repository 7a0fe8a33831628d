/** Who may be given work in a compound. */
import { nameOf } from '../people/index.ts'
import type { Read } from '../views/views.ts'

/** People with a worker's or manager's role that covers the compound, and how much open work each has. */
export function assigneesOf(read: Read, compoundId: string) {
  const people = read.all<{ person_id: string; open: number }>(
    `SELECT g.person_id, (SELECT count(*) FROM maintenance_state s WHERE s.assignee_id = g.person_id AND s.to_position = '~~' AND s.open = 1) AS open
     FROM people_grant g LEFT JOIN places_compound c ON c.compound_id = ?1 LEFT JOIN management_current m ON m.compound_id = ?1
     WHERE g.role IN ('worker', 'manager') AND (g.scope_kind = 'all' OR g.scope_id IN (?1, c.community_id, c.subdistrict_id, c.district_id, m.operator_id))
     GROUP BY g.person_id ORDER BY open, g.person_id`,
    compoundId,
  )
  return people.map((person) => ({ id: person.person_id, name: nameOf(read, person.person_id), open: person.open }))
}

export function mayBeAssigned(read: Read, compoundId: string, personId: string): boolean {
  return assigneesOf(read, compoundId).some((person) => person.id === personId)
}
