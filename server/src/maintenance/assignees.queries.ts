/** Who may be given work in a compound, and whose turn it is. */
import { nameOf } from '../people/index.ts'
import type { Read } from '../views/views.ts'

interface PersonRow {
  readonly person_id: string
  readonly worker: number
  readonly duty: number
  readonly open: number
  readonly given: string | null
}

/**
 * People with a worker's or manager's role that covers the compound, and volunteers while they are on duty there; how
 * much open work each has, and who is next 轮单: who is on duty now by the rota. Where nobody is, the worker who was
 * given something here longest ago; where nobody is a worker, managers take turns.
 */
export function assigneesOf(read: Read, compoundId: string) {
  const people = read.all<PersonRow>(
    `WITH able AS (
       SELECT g.person_id, g.role = 'worker' AS worker, 0 AS duty
       FROM people_grant g LEFT JOIN places_compound c ON c.compound_id = ?1 LEFT JOIN management_current m ON m.compound_id = ?1
       WHERE g.role IN ('worker', 'manager') AND (g.scope_kind = 'all' OR g.scope_id IN (?1, c.community_id, c.subdistrict_id, c.district_id, m.operator_id))
     ),
     duty AS (SELECT person_id, staff FROM maintenance_duty_now WHERE compound_id = ?1)
     SELECT person_id, max(worker) AS worker, max(duty) AS duty,
       (SELECT count(*) FROM maintenance_state s WHERE s.assignee_id = person_id AND s.to_position = '~~' AND s.open = 1) AS open,
       (SELECT t.position FROM maintenance_turn t WHERE t.compound_id = ?1 AND t.person_id = everybody.person_id) AS given
     FROM (
       SELECT * FROM able
       UNION ALL SELECT person_id, 0, 1 FROM duty WHERE staff = 'volunteer' OR person_id IN (SELECT person_id FROM able)
     ) everybody GROUP BY person_id ORDER BY open, person_id`,
    compoundId,
  )
  const nextId = nextOf(people)
  return people.map(({ person_id: id, open, duty }) => ({
    id,
    name: nameOf(read, id),
    open,
    isNext: id === nextId,
    isOnDuty: duty === 1,
  }))
}

function nextOf(people: readonly PersonRow[]): string | undefined {
  const onDuty = people.filter(({ duty }) => duty === 1)
  const workers = people.filter(({ worker }) => worker === 1)
  const asked = [onDuty, workers, people].find((some) => some.length > 0) ?? []
  const inTurn = asked.toSorted((one, other) => {
    const [a, b] = [one.given ?? '', other.given ?? '']
    if (a !== b) return a < b ? -1 : 1
    return one.person_id < other.person_id ? -1 : 1
  })
  return inTurn[0]?.person_id
}

export function mayBeAssigned(read: Read, compoundId: string, personId: string): boolean {
  return assigneesOf(read, compoundId).some((person) => person.id === personId)
}
