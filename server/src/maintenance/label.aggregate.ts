/** The streams of labels: `label-<id>`. */
import { labelDecider, labelEvents } from '@changxin/shared/maintenance'
import { aggregate } from '../commands/aggregate.ts'

export const Labels = aggregate('label', labelDecider, labelEvents)
