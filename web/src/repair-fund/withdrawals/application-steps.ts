/** What may be recorded of an application after what, as `asks.decide.ts` takes it. */
import type { ApplicationState } from '@changxin/shared/repair-fund'

export type ApplicationStep = Exclude<ApplicationState, 'prepared'>
const AFTER: Readonly<Record<ApplicationState, readonly ApplicationStep[]>> = {
  prepared: ['stamped'],
  stamped: ['submitted'],
  submitted: ['approved', 'returned'],
  returned: ['stamped'],
  approved: [],
}
export const applicationSteps = (state: ApplicationState): readonly ApplicationStep[] => AFTER[state]
