/** One stream a consultation. */
import { consultationDecider, consultationEvents } from '@changxin/shared/decisions'
import { aggregate } from '../../commands/aggregate.ts'

export const Consultations = aggregate('consultation', consultationDecider, consultationEvents)
