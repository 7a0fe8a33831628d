/** The one stream `rule-targets`: every set of targets that was ever adopted. What was adopted never changes. */
import { type Decider, type Id, type Instant, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type TargetEvent, TargetsAdopted, Urgency } from './events.ts'
import type { TargetRule } from './request.commands.ts'

export const TARGETS_STREAM = 'rule-targets'

export interface AdoptTargets {
  readonly type: 'AdoptTargets'
  readonly rule: TargetRule
  readonly at: Instant
  readonly by: Id
}

export type TargetsState = readonly TargetRule[]

export const targetsDecider: Decider<AdoptTargets, TargetEvent, TargetsState> = {
  initial: [],
  evolve(state, event) {
    switch (event.type) {
      case 'TargetsAdopted':
        return [...state, event.data]
      default:
        return unreachable(event.type)
    }
  },
  decide({ rule }, state) {
    const known = state.find(({ ruleId }) => ruleId === rule.ruleId)
    if (known && same(known, rule)) return []
    if (known) throw reject('target-rule-exists', { field: 'ruleId', ruleId: rule.ruleId })
    requireWhole(rule)
    return [TargetsAdopted(rule)]
  },
}

function requireWhole({ targets }: TargetRule): void {
  const urgencies = new Set(targets.map(({ urgency }) => urgency))
  if (targets.length !== Urgency.options.length || urgencies.size !== Urgency.options.length) {
    throw reject('targets-incomplete', { field: 'targets' })
  }
  const wrong = targets.findIndex(({ responseMinutes, resolutionMinutes }) => responseMinutes > resolutionMinutes)
  if (wrong < 0) return
  const { responseMinutes, resolutionMinutes } = targets[wrong] as TargetRule['targets'][number]
  throw reject('target-response-after-resolution', {
    field: `targets[${wrong}].responseMinutes`,
    responseMinutes,
    resolutionMinutes,
  })
}

/** By content: neither the order of the targets nor that of the keys makes another rule. */
function same(a: TargetRule, b: TargetRule): boolean {
  return contentOf(a) === contentOf(b)
}

function contentOf(rule: TargetRule): string {
  const targets = rule.targets
    .map((t) => [t.urgency, t.responseMinutes, t.responseMetBy, t.resolutionMinutes].join(' '))
    .sort()
  return JSON.stringify([rule.jurisdiction, rule.validFrom, rule.basis, rule.source, rule.mode, targets])
}
