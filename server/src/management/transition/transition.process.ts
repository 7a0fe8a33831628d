/** The owners chose a manager: a transition begins, or the open one has its decision. Once, whatever happens in between. */
import { dayOf, type Instant } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import { deriveId } from '../../commands/derive.ts'
import type { FeatureDeps } from '../../feature.ts'
import { MAX_PENDING, type Pending, type Process, processMeta } from '../../process/index.ts'
import { Managements } from '../management.aggregates.ts'
import { transitionFacts } from './transition.facts.ts'

interface Choice {
  readonly decision_id: string
  readonly item_id: string
  readonly compound_id: string
  readonly mode: Mode
  readonly operator_id: string
  readonly on_day: string
  readonly at: Instant
  readonly event_id: string
}

/** Shown to everybody as what the new mode rests on; the decision itself is linked beside it. */
const GROUND = { kind: 'decision', text: '业主共同决定', file: null } as const

export function chosenManagers({ store }: Pick<FeatureDeps, 'store'>): Process {
  function effectOf(choice: Choice): Pending {
    const { decision_id: decisionId, item_id: itemId, compound_id: compoundId, operator_id: operatorId } = choice
    const key = `transition-of-${decisionId}-${itemId}`
    return {
      key,
      async run() {
        const { position } = await store.execute(Managements, compoundId, {
          meta: processMeta(key, choice.at, choice.event_id),
          command: {
            type: 'HearChoice',
            compoundId,
            transitionId: deriveId('transition', decisionId, itemId),
            mode: choice.mode,
            operatorId,
            decision: { decisionId, itemId },
            decidedOn: choice.on_day,
            ground: GROUND,
            today: dayOf(choice.at),
          },
          facts: () => transitionFacts(store, operatorId),
        })
        return position
      },
    }
  }
  return {
    name: 'chosen-managers',
    reads: ['management_transition_choice'],
    pending: (read) =>
      read
        .all<Choice>('SELECT * FROM management_transition_choice ORDER BY position LIMIT ?', MAX_PENDING)
        .map(effectOf),
  }
}
