/** Where a consultation stands, folded from its events; opinions as counts and by household. */
import { type Day, unreachable } from '@changxin/shared/kernel'
import type { Setting } from '../voting-rule.ts'
import type { ConsultationEvent, OutreachKind, Stance } from './events.ts'

/** 一下 (opinions), 一上 (summed up, reviewed), 一公示 (posted), 办结. */
export const CONSULTATION_STEPS = ['opinions', 'summed-up', 'reviewed', 'posted', 'finished'] as const
export type ConsultationStep = (typeof CONSULTATION_STEPS)[number]
export type StanceCounts = Readonly<Record<Stance, number>>

export interface KnownConsultation {
  readonly step: ConsultationStep
  readonly consultationId: string
  readonly compoundId: string
  readonly title: string
  readonly text: string
  readonly files: readonly string[]
  readonly sentOn: Day
  readonly opinionsUntil: Day
  readonly postingDays: Setting
  readonly outreach: readonly {
    readonly outreachId: string
    readonly kind: OutreachKind
    readonly onDay: Day
    readonly place: string
    readonly households: number
    readonly people: number | null
    readonly files: readonly string[]
  }[]
  /** The last stance of each household. */
  readonly byUnit: Readonly<Record<string, Stance>>
  readonly onPaper: StanceCounts
  readonly batches: number
  readonly summed: Omit<Extract<ConsultationEvent, { type: 'OpinionsSummedUp' }>['data'], 'consultationId'> | null
  /** Several where departments sent it back. */
  readonly reviews: readonly Omit<
    Extract<ConsultationEvent, { type: 'DepartmentsReviewed' }>['data'],
    'consultationId'
  >[]
  readonly posted: Omit<Extract<ConsultationEvent, { type: 'FinalPosted' }>['data'], 'consultationId'> | null
  readonly finished: { readonly on: Day; readonly objections: number; readonly text: string | null } | null
}
export type ConsultationState = KnownConsultation | null

const NOBODY: StanceCounts = { agree: 0, change: 0, against: 0 }

/** Households that said so themselves, and papers that name no door. */
export function stanceCounts({ byUnit, onPaper }: Pick<KnownConsultation, 'byUnit' | 'onPaper'>): StanceCounts {
  const counts = { ...onPaper }
  for (const stance of Object.values(byUnit)) counts[stance]++
  return counts
}

export function evolveConsultation(state: ConsultationState, event: ConsultationEvent): ConsultationState {
  if (event.type === 'DraftSentDown')
    return {
      ...event.data,
      step: 'opinions',
      outreach: [],
      byUnit: {},
      onPaper: NOBODY,
      batches: 0,
      summed: null,
      reviews: [],
      posted: null,
      finished: null,
    }
  return state && evolveKnown(state, event)
}

function evolveKnown(
  state: KnownConsultation,
  event: Exclude<ConsultationEvent, { type: 'DraftSentDown' }>,
): KnownConsultation {
  switch (event.type) {
    case 'OutreachRecorded': {
      const { consultationId: _, compoundId: __, ...outreach } = event.data
      return { ...state, outreach: [...state.outreach, outreach] }
    }
    case 'OpinionGiven':
      return { ...state, byUnit: { ...state.byUnit, [event.data.unitId]: event.data.stance } }
    case 'PaperOpinionsCounted': {
      const { agree, change, against } = event.data
      const { onPaper } = state
      const sum = {
        agree: onPaper.agree + agree,
        change: onPaper.change + change,
        against: onPaper.against + against,
      }
      return { ...state, onPaper: sum, batches: state.batches + 1 }
    }
    case 'OpinionsSummedUp':
      return { ...state, step: 'summed-up', summed: event.data }
    case 'DepartmentsReviewed': {
      const step = event.data.outcome === 'sent-back' ? 'summed-up' : 'reviewed'
      return { ...state, step, reviews: [...state.reviews, event.data] }
    }
    case 'FinalPosted':
      return { ...state, step: 'posted', posted: event.data }
    case 'ConsultationFinished': {
      const { finishedOn: on, objections, text } = event.data
      return { ...state, step: 'finished', finished: { on, objections, text } }
    }
    default:
      return unreachable(event)
  }
}
