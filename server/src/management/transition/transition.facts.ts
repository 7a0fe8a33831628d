/** What a decision about a transition needs from outside its stream: the operator that it names, the lengths in force. */
import type { ManagementFacts } from '@changxin/shared/management'
import type { CommandStore } from '../../commands/store.ts'
import { Operators } from '../management.aggregates.ts'
import { TRANSITION_RULES_ID, TransitionRules } from './transition.aggregates.ts'

export async function transitionFacts(
  store: Pick<CommandStore, 'load'>,
  operatorId: string | null = null,
): Promise<ManagementFacts> {
  const rules = await store.load(TransitionRules, TRANSITION_RULES_ID)
  const operator = operatorId === null ? null : (await store.load(Operators, operatorId)).state
  return { rules: rules.state, operator }
}
