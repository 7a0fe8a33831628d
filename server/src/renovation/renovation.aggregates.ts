/** The streams of renovation: one an imported plan. */
import { planDecider, planEvents } from '@changxin/shared/renovation'
import { aggregate } from '../commands/aggregate.ts'

export const Plans = aggregate('plan', planDecider, planEvents)
