/** Every voting rule, in the order of adoption. */
import { MAX_VOTING_RULES, type VotingRule } from '@changxin/shared/decisions'
import type { Read } from '../../views/views.ts'

export function allVotingRules(read: Read): VotingRule[] {
  const sql = 'SELECT data FROM decisions_rules_rule ORDER BY position LIMIT ?'
  return read.all<{ data: string }>(sql, MAX_VOTING_RULES).map(({ data }) => JSON.parse(data) as VotingRule)
}
