/** What a transition shows of requests: how many are open, how many have changed hands, how many still wait for it. */
import type { Read } from '../../views/views.ts'

const countOf = (read: Read, sql: string, id: string) => read.get<{ n: number }>(sql, id)?.n ?? 0

/** Now. */
export function openRequestsOf(read: Read, compoundId: string): number {
  return countOf(read, 'SELECT open AS n FROM maintenance_tally WHERE compound_id = ?', compoundId)
}

export function handedOverWith(read: Read, adoptionId: string): { readonly done: number; readonly waiting: number } {
  return {
    done: countOf(read, 'SELECT count(*) AS n FROM maintenance_handover_request WHERE handed = ?', adoptionId),
    waiting: countOf(read, 'SELECT count(*) AS n FROM maintenance_handover_pending WHERE adoption_id = ?', adoptionId),
  }
}
