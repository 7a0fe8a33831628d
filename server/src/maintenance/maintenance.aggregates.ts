/** The streams of maintenance: one a request, and the rules of its targets. */
import {
  requestDecider,
  requestEvents,
  TARGETS_STREAM,
  targetEvents,
  targetsDecider,
} from '@changxin/shared/maintenance'
import { aggregate } from '../commands/aggregate.ts'

export const Requests = aggregate('request', requestDecider, requestEvents)
export const Targets = aggregate('rule', targetsDecider, targetEvents)
export const TARGETS_ID = TARGETS_STREAM.slice(TARGETS_STREAM.indexOf('-') + 1)
