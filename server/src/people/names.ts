/** A person's name or phone by id, and whether there is such a person: for other features' rows. */
import type { Read } from '../views/views.ts'

/** Shown for a person whose data were erased, or who is not known (here, or not yet). */
export const NO_NAME = '—'

/** The person's name, or `—` when erased or unknown. */
export function nameOf(read: Read, personId: string): string {
  return read.get<{ name: string }>('SELECT name FROM people_person WHERE person_id = ?', personId)?.name ?? NO_NAME
}

/** The whole phone number, or null when there is none, or the person is erased or unknown. Mask it for lists. */
export function phoneOf(read: Read, personId: string): string | null {
  return (
    read.get<{ phone: string | null }>('SELECT phone FROM people_person WHERE person_id = ?', personId)?.phone ?? null
  )
}

/** True for a registered person who is not erased. */
export function personExists(read: Read, personId: string): boolean {
  return read.get('SELECT 1 FROM people_person WHERE person_id = ?', personId) !== undefined
}
