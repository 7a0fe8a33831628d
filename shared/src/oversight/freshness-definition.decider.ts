/** The definition of freshness changes only by a new version, so that every value keeps the one it was made with. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { FreshnessDefined, type FreshnessEvent } from './events.ts'

export const FRESHNESS_STREAM = 'rule-freshness'

export type FreshnessDefinition = Readonly<FreshnessEvent['data']>
export type FreshnessCommand = { readonly type: 'DefineFreshness'; readonly definition: FreshnessDefinition }
/** Oldest first; `ruleOn` finds the one in force on a day. */
export type FreshnessDefinitions = readonly FreshnessDefinition[]

export const freshnessDefinitionDecider: Decider<FreshnessCommand, FreshnessEvent, FreshnessDefinitions> = {
  initial: [],
  evolve(state, event) {
    switch (event.type) {
      case 'FreshnessDefined':
        return [...state, event.data]
      default:
        return unreachable(event.type)
    }
  },
  decide({ definition }, state) {
    const last = state.at(-1)
    if (last && canonical(last) === canonical(definition)) return []
    const expected = (last?.version ?? 0) + 1
    const { version, validFrom, weights, bands } = definition
    if (version !== expected) throw reject('freshness-version-order', { version, expected })
    if (last && validFrom < last.validFrom) {
      throw reject('freshness-valid-from-earlier', { validFrom, lastValidFrom: last.validFrom })
    }
    const sum = Object.values(weights).reduce((total, weight) => total + weight, 0)
    if (sum !== 100) throw reject('freshness-weights-sum', { sum })
    const falling = 100 >= bands.fresh && bands.fresh > bands.steady && bands.steady > bands.ageing && bands.ageing >= 1
    if (!falling) throw reject('freshness-bands-order', bands)
    return [FreshnessDefined({ ...definition })]
  },
}

/** The first definition (v1): every number is our suggestion and none is law. */
export const defaultFreshness: FreshnessDefinition = {
  ruleId: 'freshness',
  jurisdiction: 'all',
  // Before any renovation on record, so that every past day has a definition.
  validFrom: '2000-01-01',
  basis: 'suggested',
  source: '常新指数定义第 1 版（建议值，非法定标准）',
  version: 1,
  weights: { defects: 25, recurrence: 10, upkeep: 20, condition: 15, response: 10, money: 10, management: 10 },
  lookWithinDays: 45,
  windowDays: 90,
  defectWeights: { emergency: 5, ordinary: 2, deferrable: 1 },
  // Two ordinary defects open all the time per 100 units: 2 × 90 days × weight 2.
  defectDaysPerHundredUnitsAtZero: 360,
  // 20 yuan per m²: where a compound that builds its fund up may begin; to be set locally.
  reserveFenPerSquareMetre: 2_000,
  bands: { fresh: 85, steady: 70, ageing: 50 },
}

/** JSON with sorted keys, so that the order of writing does not make another definition. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}
