/**
 * The calendar of a decision as lines: each day with the lengths behind it, whose sources stand in the rule. A day that
 * nobody has fixed yet is shown as the earliest, or the latest, that the rule allows.
 */
import { type DecisionView, earliestCalendar, type LengthName, type VotingRule } from '@changxin/shared/decisions'
import type { Day } from '@changxin/shared/kernel'

export interface DecisionDays {
  readonly proposedOn: Day | null
  readonly announcedOn: Day | null
  readonly objectionsUntil: Day | null
  readonly opensOn: Day | null
  readonly closesOn: Day | null
  /** The last day on which posting the result is in time; known from the count on. */
  readonly publishBy: Day | null
  readonly publishedOn: Day | null
  readonly challengeableUntil: Day | null
}

/** Before anything happened. */
export const NO_DAYS: DecisionDays = {
  proposedOn: null,
  announcedOn: null,
  objectionsUntil: null,
  opensOn: null,
  closesOn: null,
  publishBy: null,
  publishedOn: null,
  challengeableUntil: null,
}

type Dated = Pick<DecisionView, 'proposedOn' | 'calendar' | 'publishBy' | 'published'>

export const daysOf = ({ proposedOn, calendar, publishBy, published }: Dated): DecisionDays => ({
  proposedOn,
  announcedOn: calendar?.announcedOn ?? null,
  objectionsUntil: calendar?.objectionsUntil ?? null,
  opensOn: calendar?.opensOn ?? null,
  closesOn: calendar?.closesOn ?? null,
  publishBy,
  publishedOn: published?.publishedOn ?? null,
  challengeableUntil: published?.challengeableUntil ?? null,
})

export const MILESTONES = ['proposed', 'announced', 'objections', 'opens', 'closes', 'published', 'challenge'] as const
export type Milestone = (typeof MILESTONES)[number]

export interface CalendarLine {
  readonly key: Milestone
  readonly day: Day | null
  /** `fixed` is on record; null where the day depends on one that is not there yet. */
  readonly how: 'fixed' | 'earliest' | 'latest' | null
  readonly state: 'past' | 'today' | 'ahead'
  readonly lengths: readonly LengthName[]
}

const LENGTHS_OF: Readonly<Record<Milestone, readonly LengthName[]>> = {
  proposed: [],
  announced: [],
  objections: ['objectionDays'],
  opens: ['noticeDays'],
  closes: ['windowMinDays', 'windowMaxDays'],
  published: ['resultPostedWithinDays', 'resultPostingDays'],
  challenge: ['challengeMonths'],
}

interface Ruled {
  readonly rule: VotingRule
  readonly form: 'written' | 'meeting'
}

export function calendarLines(days: DecisionDays, ruled: Ruled, today: Day): readonly CalendarLine[] {
  const earliest = earliestCalendar(ruled, today)
  const guessed: Readonly<Record<Milestone, readonly [Day | null, 'earliest' | 'latest' | null]>> = {
    proposed: [today, 'earliest'],
    announced: [today, 'earliest'],
    objections: [earliest.objectionsUntil, 'earliest'],
    opens: [earliest.opensOn, 'earliest'],
    closes: [earliest.closesOn, 'earliest'],
    // Counted from the count, and nobody knows before how long that takes.
    published: days.publishBy ? [days.publishBy, 'latest'] : [null, null],
    challenge: [null, null],
  }
  const fixed: Readonly<Record<Milestone, Day | null>> = {
    proposed: days.proposedOn,
    announced: days.announcedOn,
    objections: days.objectionsUntil,
    opens: days.opensOn,
    closes: days.closesOn,
    published: days.publishedOn,
    challenge: days.challengeableUntil,
  }
  return MILESTONES.map((key) => {
    const known = fixed[key]
    const [day, how] = known ? ([known, 'fixed'] as const) : guessed[key]
    // A meeting of an hour needs no minimum of days.
    const lengths = LENGTHS_OF[key].filter((name) => name !== 'windowMinDays' || ruled.form === 'written')
    return { key, day, how, state: stateOf(known, today), lengths }
  })
}

function stateOf(day: Day | null, today: Day): CalendarLine['state'] {
  if (day === null || day > today) return 'ahead'
  return day === today ? 'today' : 'past'
}
