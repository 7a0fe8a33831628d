/** From one operator of a compound to the next: a part of management with a timer source and a process of its own. */
import { defaultTransitionRules } from '@changxin/shared/management'
import type { ServerFeature } from '../../feature.ts'
import { beginRules } from '../../rules/begin-rules.ts'
import { TRANSITION_RULES_ID, TransitionRules } from './transition.aggregates.ts'
import { transitionDue } from './transition.due.ts'
import { chosenManagers } from './transition.process.ts'
import { transitionProjection } from './transition.projection.ts'
import { transitionServed } from './transition.routes.ts'

export const transitionFeature: ServerFeature = {
  slug: 'management',
  projections: [transitionProjection],
  serve: () => transitionServed,
  due: transitionDue,
  processes: (deps) => [chosenManagers(deps)],
  /** The lengths of the Civil Code and the suggested ones, so that every log names its own. */
  begin: (deps) =>
    beginRules(deps, {
      ...{ owner: TransitionRules, id: TRANSITION_RULES_ID, key: 'transition-rule', rules: defaultTransitionRules },
      adopt: (rule) => ({ type: 'AdoptTransitionRule', rule }),
    }),
}
