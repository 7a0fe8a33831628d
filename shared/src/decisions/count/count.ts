/** The count: from the roll and the ballots to what each item came to. Whole numbers alone, and no order of ballots matters. */
import type { Id } from '@changxin/shared/kernel'
import type { ItemCount, Procedure } from '../events.ts'
import type { Item, ItemGroup } from '../items.ts'
import type { RollUnit } from '../roll.events.ts'
import type { VotingRule } from '../voting-rule.ts'
import { boundsOf } from './certainty.ts'
import { type Judged, judge } from './judge.ts'
import { type Contender, compare, seatsOf } from './seats.ts'
import {
  type Answer,
  answersOf,
  type CountedBallot,
  EMPTY,
  type Head,
  headsOf,
  lastValidBallots,
  type Pile,
  type Tally,
  tallyOf,
  together,
} from './tally.ts'
import type { Sum } from './threshold.ts'

export interface CountInput {
  /** As it stands after the objections were settled. */
  readonly roll: readonly RollUnit[]
  /** In any order. Those of voters who are not on the roll are passed over. */
  readonly ballots: readonly CountedBallot[]
  readonly items: readonly Pick<Item, 'itemId' | 'matter' | 'groupId'>[]
  readonly groups: readonly ItemGroup[]
  readonly rule: VotingRule
  readonly procedure: Pick<Procedure, 'silence'> | null
}

interface Counted extends Contender {
  readonly tally: Tally
  readonly judged: Judged
  readonly bounds: ItemCount['bounds']
  /** Units without a floor area among those that count as yes, by head. */
  readonly unknownYes: ReadonlyMap<Id, number>
}

/**
 * In the order of the items. Each head's last valid ballot counts; an abstention and an item without a mark take part;
 * whoever did not vote takes no part, unless a rule of procedure on record says otherwise.
 */
export function countItems(input: CountInput): ItemCount[] {
  const heads = headsOf(input.roll)
  const ballots = lastValidBallots(input.ballots)
  const largest = Math.max(0, ...input.roll.map(({ floorArea }) => floorArea ?? 0))
  const counted = input.items.map((item) =>
    countOne(item, heads, answersOf(heads, ballots, item.itemId), largest, input),
  )
  const seats = seatsOf(counted, input.groups)
  return counted.map((one) => {
    const { chosen, runOff } = seats.get(one.itemId) ?? { chosen: one.passed, runOff: false }
    const rivals = counted.filter(({ groupId }) => one.groupId !== null && groupId === one.groupId)
    const isOrderCertain = rivals.every((other) =>
      rivals.every((another) => isPairCertain(other, another, seats, one.bounds?.largestFloorArea ?? 0)),
    )
    const certain = [one, ...rivals].every(isVerdictCertain) && isOrderCertain
    return { ...rowOf(one), chosen, runOff, certain, bounds: one.bounds }
  })
}

function countOne(
  { itemId, matter, groupId }: CountInput['items'][number],
  heads: readonly Head[],
  answers: ReadonlyMap<Id, Answer>,
  largestFloorArea: number,
  { rule, procedure }: CountInput,
): Counted {
  const tally = tallyOf(heads, answers)
  const silence = procedure?.silence ?? 'not-counted'
  const { yes, no, abstain: abstained, silent: absent } = tally
  const judged = judge({ yes, no, abstained, absent }, matter, rule, silence)
  const isYes = (answer: Answer | undefined) => answer === 'yes' || (answer === 'silent' && judged.silentWith === 'yes')
  return {
    itemId,
    groupId,
    passed: judged.passed,
    yes: sumOf(judged.silentWith === 'yes' ? together(yes, absent) : yes),
    tally,
    judged,
    bounds: boundsOf({ tally, matter, rule, silence, largestFloorArea }),
    unknownYes: new Map(
      heads
        .filter(({ voterId, unknownUnits }) => unknownUnits > 0 && isYes(answers.get(voterId)))
        .map(({ voterId, unknownUnits }) => [voterId, unknownUnits]),
    ),
  }
}

function rowOf({ itemId, tally, judged }: Counted) {
  const cast = together(tally.yes, tally.no, tally.abstain)
  const all = together(cast, tally.silent)
  return {
    itemId,
    electorate: sumOf(all),
    participating: sumOf(cast),
    yes: sumOf(tally.yes),
    no: sumOf(tally.no),
    abstained: sumOf(tally.abstain),
    silent: sumOf(judged.silentWith === null ? EMPTY : tally.silent),
    silentWith: judged.silentWith,
    withoutSilent: judged.withoutSilent,
    unitsWithoutFloorArea: all.unknownUnits,
    quorum: judged.quorum,
    passed: judged.passed,
  }
}
const sumOf = ({ floorArea, heads }: Pile): Sum => ({ floorArea, heads })

const isVerdictCertain = ({ bounds, passed }: Counted) =>
  bounds === null || (bounds.passedAtWorst === passed && bounds.passedAtBest === passed)

/** Of two that passed and fare differently, or have to run off: could missing floor areas put them the other way round? */
function isPairCertain(one: Counted, other: Counted, seats: ReturnType<typeof seatsOf>, largest: number): boolean {
  if (one === other || !one.passed || !other.passed || one.yes.heads !== other.yes.heads) return true
  const [its, others] = [seats.get(one.itemId), seats.get(other.itemId)]
  if (its?.chosen === others?.chosen && !its?.runOff && !others?.runOff) return true
  const ahead = compare(one.yes, other.yes)
  if (ahead < 0) return isPairCertain(other, one, seats, largest)
  const loses = unitsOnlyIn(other.unknownYes, one.unknownYes)
  if (ahead > 0) return ahead > loses * largest
  return loses + unitsOnlyIn(one.unknownYes, other.unknownYes) === 0
}

function unitsOnlyIn(one: ReadonlyMap<Id, number>, other: ReadonlyMap<Id, number>): number {
  let units = 0
  for (const [voterId, missing] of one) if (!other.has(voterId)) units += missing
  return units
}
