/** The streams that the demo writes, each with its decider: the same rules as for everybody else. */
import { CLOCK_STREAM, clockEvents, dayDecider } from '@changxin/shared/clock'
import {
  decisionDecider,
  effectDecider,
  effectEvents,
  surveyDecider,
  surveyEvents,
  voteEvents,
} from '@changxin/shared/decisions'
import { DEMO_STREAM, type DemoEvent, demoEvents } from '@changxin/shared/demo'
import { lookDecider, lookEvents } from '@changxin/shared/facilities'
import { fileDecider, fileEvents } from '@changxin/shared/files'
import type { Decider } from '@changxin/shared/kernel'
import {
  labelDecider,
  labelEvents,
  requestDecider,
  requestEvents,
  targetEvents,
  targetsDecider,
} from '@changxin/shared/maintenance'
import {
  managementDecider,
  managementStreamEvents,
  meetingDecider,
  meetingEvents,
  operatorDecider,
  operatorEvents,
  questionDecider,
  questionEvents,
  rotaDecider,
  rotaEvents,
} from '@changxin/shared/management'
import { freshnessDefinitionDecider, oversightEvents } from '@changxin/shared/oversight'
import {
  accessDecider,
  accessEvents,
  loginDecider,
  loginEvents,
  personDecider,
  personEvents,
} from '@changxin/shared/people'
import {
  compoundDecider,
  compoundEvents,
  regionDecider,
  regionEvents,
  unitDecider,
  unitEvents,
} from '@changxin/shared/places'
import { planDecider, planEvents } from '@changxin/shared/renovation'
import { collectionDecider, collectionEvents, fundDecider, repairFundEvents } from '@changxin/shared/repair-fund'
import { aggregate } from '../commands/aggregate.ts'

export const Clock = aggregate('clock', dayDecider, clockEvents)
export const CLOCK_ID = CLOCK_STREAM.slice(Clock.category.length + 1)
export const Targets = aggregate('rule', targetsDecider, targetEvents)
export const Freshness = aggregate('rule', freshnessDefinitionDecider, oversightEvents)
export const Plans = aggregate('plan', planDecider, planEvents)
export const Regions = aggregate('region', regionDecider, regionEvents)
export const Compounds = aggregate('compound', compoundDecider, compoundEvents)
export const Units = aggregate('unit', unitDecider, unitEvents)
export const Operators = aggregate('operator', operatorDecider, operatorEvents)
export const Managements = aggregate('management', managementDecider, managementStreamEvents)
export const Decisions = aggregate('decision', decisionDecider, voteEvents)
export const DecisionEffects = aggregate('effect', effectDecider, effectEvents)
export const Surveys = aggregate('survey', surveyDecider, surveyEvents)
export const Rotas = aggregate('rota', rotaDecider, rotaEvents)
export const Meetings = aggregate('meeting', meetingDecider, meetingEvents)
export const Questions = aggregate('question', questionDecider, questionEvents)
export const Requests = aggregate('request', requestDecider, requestEvents)
export const Labels = aggregate('label', labelDecider, labelEvents)
export const Looks = aggregate('look', lookDecider, lookEvents)
export const Funds = aggregate('fund', fundDecider, repairFundEvents)
export const StoredFiles = aggregate('file', fileDecider, fileEvents)
export const Collections = aggregate('collection', collectionDecider, collectionEvents)
export const People = aggregate('person', personDecider, personEvents)
export const Logins = aggregate('login', loginDecider, loginEvents)
export const Accesses = aggregate('access', accessDecider, accessEvents)

/** Takes what it is given: the two marks of a demo folder need no rules. */
const demoDecider: Decider<DemoEvent, DemoEvent, null> = {
  initial: null,
  evolve: () => null,
  decide: (event) => [event],
}
export const Demo = aggregate('demo', demoDecider, demoEvents)
export const DEMO_ID = DEMO_STREAM.slice(Demo.category.length + 1)
