/** The one stream `rule-targets`: every set of targets that was ever adopted. What was adopted never changes. */
import { type AdoptRule, type Decider, type Id, type Instant, rulesDecider } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type TargetEvent, type TargetMinutes, TargetsAdopted, Urgency } from './events.ts'
import type { TargetRule } from './request.commands.ts'
import type { WorkingHours } from './working-time.ts'

export const TARGETS_STREAM = 'rule-targets'

export interface AdoptTargets extends AdoptRule<'AdoptTargets', TargetRule> {
  readonly at: Instant
  readonly by: Id
}
export type TargetsState = readonly TargetRule[]

export const targetsDecider: Decider<AdoptTargets, TargetEvent, TargetsState> = rulesDecider(TargetsAdopted, {
  exists: (taken) => reject('target-rule-exists', taken),
  check: requireWhole,
  contentOf,
})

function requireWhole({ targets }: TargetRule): void {
  const general = new Set(targets.filter(({ category }) => category === undefined).map(({ urgency }) => urgency))
  if (general.size < Urgency.options.length) throw reject('targets-incomplete', { field: 'targets' })
  const seen = new Set<string>()
  for (const [index, target] of targets.entries()) {
    const { urgency, category } = target
    const key = `${urgency} ${category ?? ''}`
    if (seen.has(key)) {
      throw reject('target-given-twice', { field: `targets[${index}].${category ? 'category' : 'urgency'}` })
    }
    seen.add(key)
    requirePossible(target, `targets[${index}]`)
  }
}

function requirePossible({ responseMinutes, resolutionMinutes, hours }: TargetMinutes, field: string): void {
  if (responseMinutes > resolutionMinutes) {
    throw reject('target-response-after-resolution', {
      field: `${field}.responseMinutes`,
      responseMinutes,
      resolutionMinutes,
    })
  }
  if (hours === undefined || hours === 'round-the-clock' || hours.opensMinute < hours.closesMinute) return
  throw reject('desk-closes-before-opening', { field: `${field}.hours.closesMinute` })
}

/** Neither the order of the targets nor that of the keys makes another rule. */
function contentOf({ jurisdiction, validFrom, basis, source, mode, targets }: TargetRule): string {
  const each = targets.map((t) => {
    const lengths = [t.urgency, t.category ?? '', t.responseMinutes, t.responseMetBy, t.resolutionMinutes]
    return [...lengths, ...hoursOf(t.hours)].join(' ')
  })
  return JSON.stringify([jurisdiction, validFrom, basis, source, mode, each.sort()])
}

/** Left out means the same as round the clock. */
function hoursOf(hours: WorkingHours = 'round-the-clock'): readonly unknown[] {
  return hours === 'round-the-clock' ? [] : [hours.opensMinute, hours.closesMinute, hours.weekdays, hours.holidays]
}
