/** Oversight as the server runs it; a new log begins with the suggested freshness definition. */
import {
  defaultFreshness,
  FRESHNESS_STREAM,
  freshnessDefinitionDecider,
  oversightEvents,
} from '@changxin/shared/oversight'
import { timerMeta } from '../clock/timer.ts'
import { aggregate } from '../commands/aggregate.ts'
import type { ServerFeature } from '../feature.ts'
import { compareServed } from './compare/compare.routes.ts'
import { oversightProjection } from './oversight.projection.ts'
import { oversightServed } from './oversight.routes.ts'

export const FreshnessRule = aggregate('rule', freshnessDefinitionDecider, oversightEvents)
export const FRESHNESS_RULE_ID = FRESHNESS_STREAM.slice(FRESHNESS_STREAM.indexOf('-') + 1)

export const oversightFeature: ServerFeature = {
  slug: 'oversight',
  projections: [oversightProjection],
  serve: () => [...oversightServed, ...compareServed],
  async begin({ store, nowMs }) {
    const { revision } = await store.load(FreshnessRule, FRESHNESS_RULE_ID)
    if (revision >= 0) return
    await store.execute(FreshnessRule, FRESHNESS_RULE_ID, {
      meta: timerMeta('freshness-v1', new Date(nowMs()).toISOString()),
      command: { type: 'DefineFreshness', definition: defaultFreshness },
    })
  },
}
