/** One consultation: down, up, posted. Each step only after the one before, on a day that is not before it. */
import { addDays, type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import type { Setting } from '../voting-rule.ts'
import {
  CONSULTATION_STEPS,
  type ConsultationState,
  type ConsultationStep,
  evolveConsultation,
  type KnownConsultation,
  stanceCounts,
} from './consultation.state.ts'
import { rejectConsultation as reject } from './errors.ts'
import {
  type ConsultationEvent,
  ConsultationFinished,
  DepartmentsReviewed,
  DraftSentDown,
  FinalPosted,
  OpinionGiven,
  OpinionsSummedUp,
  OutreachRecorded,
  PaperOpinionsCounted,
} from './events.ts'

type Data<Type extends ConsultationEvent['type'], Less extends string> = Omit<
  Extract<ConsultationEvent, { type: Type }>['data'],
  'consultationId' | 'compoundId' | Less
>
export type ConsultationCommand =
  | ({ readonly type: 'SendDown'; readonly consultationId: string; readonly compoundId: string } & Today &
      Data<'DraftSentDown', 'sentOn'>)
  | ({ readonly type: 'RecordOutreach' } & Today & Data<'OutreachRecorded', never>)
  | ({ readonly type: 'GiveOpinion' } & Today & Data<'OpinionGiven', 'givenOn'>)
  | ({ readonly type: 'CountPapers' } & Today & Data<'PaperOpinionsCounted', 'countedOn'>)
  | ({ readonly type: 'SumUp' } & Today & Data<'OpinionsSummedUp', 'counts' | 'households' | 'summedOn'>)
  | ({ readonly type: 'Review' } & Today & Data<'DepartmentsReviewed', never>)
  | ({ readonly type: 'PostFinal' } & Today & Data<'FinalPosted', never>)
  | ({ readonly type: 'Finish' } & Today & Data<'ConsultationFinished', 'finishedOn'>)
interface Today {
  readonly today: Day
}
type Known = Exclude<ConsultationCommand, { type: 'SendDown' }>

export interface ConsultationFacts {
  /** Is the unit one of the compound? */
  readonly unitHere?: boolean
  /** Households (units) of the compound. */
  readonly households?: number
}

const stepWords: Readonly<Record<ConsultationStep, { stepZh: string; stepEn: string }>> = {
  opinions: { stepZh: '一下：征求意见', stepEn: 'taking opinions' },
  'summed-up': { stepZh: '一上：已汇总', stepEn: 'summed up' },
  reviewed: { stepZh: '一上：部门已会审', stepEn: 'reviewed' },
  posted: { stepZh: '一公示：公示中', stepEn: 'posted' },
  finished: { stepZh: '已办结', stepEn: 'finished' },
}

export const consultationDecider: Decider<
  ConsultationCommand,
  ConsultationEvent,
  ConsultationState,
  ConsultationFacts | undefined
> = {
  initial: null,
  evolve: evolveConsultation,
  decide(command, state, facts) {
    if (command.type === 'SendDown') return state ? [] : sendDown(command)
    if (!state) throw reject('consultation-unknown')
    return [decideKnown(command, state, facts ?? {})].flat()
  },
}

function sendDown(command: Extract<ConsultationCommand, { type: 'SendDown' }>): ConsultationEvent[] {
  const { type: _, today, ...data } = command
  if (data.opinionsUntil <= today) throw reject('consultation-until', { field: 'opinionsUntil' })
  return [DraftSentDown({ ...data, sentOn: today })]
}

/** What may be done now, for pages. */
export function possibleForConsultation({ step }: KnownConsultation): readonly Known['type'][] {
  const next: Readonly<Record<ConsultationStep, readonly Known['type'][]>> = {
    opinions: ['GiveOpinion', 'RecordOutreach', 'CountPapers', 'SumUp'],
    'summed-up': ['Review'],
    reviewed: ['PostFinal'],
    posted: ['Finish'],
    finished: [],
  }
  return next[step]
}

function decideKnown(
  command: Known,
  state: KnownConsultation,
  facts: ConsultationFacts,
): ConsultationEvent | ConsultationEvent[] {
  const { type, today, ...data } = command
  if (!possibleForConsultation(state).includes(type)) throw reject('consultation-step', stepWords[state.step])
  const of = { consultationId: state.consultationId, compoundId: state.compoundId }
  switch (command.type) {
    case 'RecordOutreach':
      requireDay(command.onDay, state.sentOn, today)
      if (state.outreach.some(({ outreachId }) => outreachId === command.outreachId)) return []
      return OutreachRecorded({ ...of, ...(data as Data<'OutreachRecorded', never>) })
    case 'GiveOpinion':
      return giveOpinion(command, state, facts)
    case 'CountPapers':
      return PaperOpinionsCounted({ ...of, ...(data as Data<'PaperOpinionsCounted', 'countedOn'>), countedOn: today })
    case 'SumUp':
      return sumUp(command, state, facts)
    case 'Review':
      requireDay(command.reviewedOn, state.summed?.summedOn ?? state.sentOn, today)
      return DepartmentsReviewed({ ...of, ...(data as Data<'DepartmentsReviewed', never>) })
    case 'PostFinal':
      requireDay(command.postedOn, state.reviews.at(-1)?.reviewedOn ?? state.sentOn, today)
      requirePosting(command.postedOn, command.until, state.postingDays)
      return FinalPosted({ ...of, ...(data as Data<'FinalPosted', never>) })
    case 'Finish':
      if (state.posted && today <= state.posted.until)
        throw reject('consultation-posting-runs', { until: state.posted.until })
      return ConsultationFinished({
        ...of,
        ...(data as Data<'ConsultationFinished', 'finishedOn'>),
        finishedOn: today,
      })
    default:
      return unreachable(command)
  }
}

/** Recorded afterwards is usual; before the step before it, or in the future, is a slip. */
function requireDay(day: Day, from: Day, today: Day): void {
  if (day < from || day > today) throw reject('consultation-days', { day })
}

/** The first day counts: seven days from the 1st hang until the end of the 7th. */
function requirePosting(postedOn: Day, until: Day, { value: days }: Setting): void {
  const earliest = addDays(postedOn, Math.max(days, 1) - 1)
  if (until < earliest) throw reject('consultation-posting-short', { field: 'until', days, until: earliest })
}

function giveOpinion(
  { type: _, today, ...opinion }: Extract<Known, { type: 'GiveOpinion' }>,
  state: KnownConsultation,
  { unitHere = false }: ConsultationFacts,
): ConsultationEvent {
  const { consultationId, compoundId, opinionsUntil } = state
  if (!unitHere) throw reject('consultation-unit-elsewhere', { field: 'unitId' })
  // A paper of the last day may be entered later, until it is summed up.
  if (today > opinionsUntil && opinion.means === 'screen') throw reject('consultation-ended', { until: opinionsUntil })
  if (opinion.stance !== 'agree' && opinion.text === null && opinion.files.length === 0)
    throw reject('consultation-text-missing', { field: 'text' })
  return OpinionGiven({ consultationId, compoundId, ...opinion, givenOn: today })
}

function sumUp(
  { type: _, today, ...data }: Extract<Known, { type: 'SumUp' }>,
  state: KnownConsultation,
  { households = 0 }: ConsultationFacts,
): ConsultationEvent {
  const { consultationId, compoundId, opinionsUntil } = state
  if (today <= opinionsUntil) throw reject('consultation-open', { until: opinionsUntil })
  if (state.outreach.length === 0) throw reject('consultation-no-outreach')
  return OpinionsSummedUp({
    consultationId,
    compoundId,
    ...data,
    counts: stanceCounts(state),
    households,
    summedOn: today,
  })
}

/** How far it has come, from 0. */
export const stepIndex = (step: ConsultationStep) => CONSULTATION_STEPS.indexOf(step)
