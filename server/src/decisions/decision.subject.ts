/** Whose matter a decision is, for the access table: its compound's, its voters', its counters'. */
import type { DecisionAction, DecisionCore } from '@changxin/shared/decisions'
import type { Subject } from '../access/may.ts'
import { CURRENT } from '../views/intervals.ts'
import type { Read } from '../views/views.ts'
import { coreOf } from './decision.rows.ts'

/** Those who guide it by their role. */
export function subjectOfDecision(read: Read, decisionId: string): Subject | null {
  const sql = `SELECT compound_id FROM decisions_core_decision WHERE decision_id = ? AND to_position = '${CURRENT}'`
  const row = read.get<{ compound_id: string }>(sql, decisionId)
  return row ? { compoundId: row.compound_id } : null
}

/** The three counters, as people whose own matter it is. */
export function subjectOfCounters(read: Read, decisionId: string): Subject | null {
  const core = coreOf(read, decisionId)
  return core && countersOf(core)
}
const countersOf = ({ compoundId, counterIds }: DecisionCore): Subject => ({ compoundId, personIds: counterIds ?? [] })

/** Everybody on the roll, with a recorded authorisation, or named a counter. Read only where a rule asks for it. */
export function subjectOfVoters(read: Read, decisionId: string): Subject | null {
  const subject = subjectOfDecision(read, decisionId)
  return (
    subject && {
      compoundId: subject.compoundId,
      get personIds() {
        return [...votersIn(read, decisionId), ...(coreOf(read, decisionId)?.counterIds ?? [])]
      },
    }
  )
}

const votersIn = (read: Read, decisionId: string): string[] =>
  read
    .all<{ person_id: string }>(
      'SELECT DISTINCT person_id FROM decisions_core_person WHERE decision_id = ?',
      decisionId,
    )
    .map((row) => row.person_id)

const OF_COUNTERS: readonly DecisionAction[] = [
  'decisions.make-key',
  'decisions.enter-paper',
  'decisions.settle-paper',
  'decisions.release-key',
  'decisions.count',
]
/** What each step is about. */
export function subjectOfAction(read: Read, action: DecisionAction, decisionId: string): Subject | null {
  if (OF_COUNTERS.includes(action)) return subjectOfCounters(read, decisionId)
  return action === 'decisions.cast' ? subjectOfVoters(read, decisionId) : subjectOfDecision(read, decisionId)
}
