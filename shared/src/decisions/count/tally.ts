/** Who said what to one item: the last valid ballot of each head, whatever order the ballots come in. */
import type { Id } from '@changxin/shared/kernel'
import type { Mark, Marks } from '../items.ts'
import type { RollUnit } from '../roll.events.ts'
import type { Sum } from './threshold.ts'

export interface CountedBallot {
  readonly ballotId: Id
  readonly voterId: Id
  /** Its place in the stream: of two valid ballots of one head the later counts. */
  readonly order: number
  /** Null = void: it takes no part, and the head's earlier valid ballot stands. */
  readonly marks: Marks | null
}

/** Some heads together, and how many of their units lack a floor area. */
export interface Pile extends Sum {
  readonly unknownUnits: number
}
/** Everybody on the roll is in exactly one pile. */
export type Tally = Readonly<Record<Answer, Pile>>
export type Answer = Mark | 'silent'

export interface Head extends Pile {
  readonly voterId: Id
}

export function headsOf(roll: readonly RollUnit[]): readonly Head[] {
  const heads = new Map<Id, Head>()
  for (const { voterId, floorArea } of roll) {
    const head = heads.get(voterId) ?? { voterId, heads: 1, floorArea: 0, unknownUnits: 0 }
    heads.set(voterId, {
      ...head,
      floorArea: head.floorArea + (floorArea ?? 0),
      unknownUnits: head.unknownUnits + (floorArea === null ? 1 : 0),
    })
  }
  return [...heads.values()]
}

/** By head. Ballots of the same place in the stream cannot be; should they, the ids decide, so that no order does. */
export function lastValidBallots(ballots: readonly CountedBallot[]): ReadonlyMap<Id, CountedBallot & Valid> {
  const last = new Map<Id, CountedBallot & Valid>()
  for (const ballot of ballots) {
    if (!isValid(ballot)) continue
    const other = last.get(ballot.voterId)
    if (!other || isLater(ballot, other)) last.set(ballot.voterId, ballot)
  }
  return last
}
interface Valid {
  readonly marks: Marks
}
const isValid = (ballot: CountedBallot): ballot is CountedBallot & Valid => ballot.marks !== null
const isLater = (one: CountedBallot, other: CountedBallot) =>
  one.order === other.order ? one.ballotId > other.ballotId : one.order > other.order

/** An item that was left open, or marked both ways, is an abstention: the ballot takes part. */
export function markOf(marks: Marks, itemId: Id): Mark {
  const own = new Set(marks.filter((one) => one.itemId === itemId).map(({ mark }) => mark))
  const [mark = 'abstain'] = own
  return own.size === 1 ? mark : 'abstain'
}

/** What each head answers to the item; a head without a valid ballot is silent. */
export function answersOf(
  heads: readonly Head[],
  ballots: ReadonlyMap<Id, Valid>,
  itemId: Id,
): ReadonlyMap<Id, Answer> {
  return new Map(
    heads.map(({ voterId }) => {
      const ballot = ballots.get(voterId)
      return [voterId, ballot ? markOf(ballot.marks, itemId) : 'silent']
    }),
  )
}

export const EMPTY: Pile = { floorArea: 0, heads: 0, unknownUnits: 0 }
export const together = (...piles: readonly Pile[]): Pile =>
  piles.reduce(
    (sum, pile) => ({
      floorArea: sum.floorArea + pile.floorArea,
      heads: sum.heads + pile.heads,
      unknownUnits: sum.unknownUnits + pile.unknownUnits,
    }),
    EMPTY,
  )

export function tallyOf(heads: readonly Head[], answers: ReadonlyMap<Id, Answer>): Tally {
  const pile = (answer: Answer) => together(...heads.filter(({ voterId }) => answers.get(voterId) === answer))
  return { yes: pile('yes'), no: pile('no'), abstain: pile('abstain'), silent: pile('silent') }
}
