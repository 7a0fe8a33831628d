/** From one operator of a compound to the next: a part of management with a timer source and a process of its own. */
import { instantOf } from '@changxin/shared/kernel'
import { defaultTransitionRules } from '@changxin/shared/management'
import { timerMeta } from '../../clock/timer.ts'
import type { FeatureDeps, ServerFeature } from '../../feature.ts'
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
  begin: beginRules,
}

/** The lengths of the Civil Code and the suggested ones, so that every log names its own. */
async function beginRules({ store, nowMs }: FeatureDeps): Promise<void> {
  const { revision } = await store.load(TransitionRules, TRANSITION_RULES_ID)
  if (revision >= 0) return
  const at = instantOf(nowMs())
  for (const rule of defaultTransitionRules)
    await store.execute(TransitionRules, TRANSITION_RULES_ID, {
      meta: timerMeta(`transition-rule-${rule.ruleId}`, at),
      command: { type: 'AdoptTransitionRule', rule },
    })
}
