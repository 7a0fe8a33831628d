/**
 * What missing floor areas could change. Each of them is taken to be anything from 0 to the largest known one; the result
 * is certain when it is the same for all of these. Where the silent go with the majority, and a missing floor area could
 * decide which majority that is, both ways are looked at apart: then `certain` may be false for a result that would stand.
 */
import type { AreaBounds } from '../events.ts'
import type { Silence } from '../items.ts'
import { type Matter, tierOf } from '../matters.ts'
import type { VotingRule } from '../voting-rule.ts'
import { MAJORITY, type Side, thresholdOf } from './judge.ts'
import { EMPTY, type Pile, type Tally, together } from './tally.ts'
import { reaches } from './threshold.ts'

interface Question {
  readonly tally: Tally
  readonly matter: Matter
  readonly rule: VotingRule
  readonly silence: Silence
  /** In 0.01 m², of the roll; 0 = none is known. */
  readonly largestFloorArea: number
}

/** Null where no floor area is missing. */
export function boundsOf({ tally, matter, rule, silence, largestFloorArea }: Question): AreaBounds | null {
  const cast = together(tally.yes, tally.no, tally.abstain)
  if (cast.unknownUnits + tally.silent.unknownUnits === 0) return null
  // Where none at all is known only their proportions matter, so that any size will do.
  const largest = Math.max(1, largestFloorArea)
  const ways = waysOf(tally, silence === 'with-majority' && tierOf(matter) !== 'unanimous', largest)
  return {
    largestFloorArea: largest,
    unitsParticipating: cast.unknownUnits,
    unitsYes: tally.yes.unknownUnits,
    passedAtWorst: ways.every((way) => passesAlways(way, matter, rule, largest)),
    passedAtBest: ways.some((way) => passesOnce(way, matter, rule, largest)),
  }
}

/** The tally as it is, with the silent on one side, or both where the missing floor areas decide which. */
function waysOf(tally: Tally, isSilenceCounted: boolean, largest: number): readonly Tally[] {
  const cast = together(tally.yes, tally.no, tally.abstain)
  const side = (['yes', 'no'] as const).find((one) => reaches(tally[one].heads, cast.heads, MAJORITY))
  if (!isSilenceCounted || side === undefined || tally.silent.heads === 0) return [tally]
  const others = together(...(['yes', 'no', 'abstain'] as const).filter((one) => one !== side).map((one) => tally[one]))
  const added = withSilentPile(tally, side)
  if (isMajority(least(tally[side]), most(others, largest))) return [added]
  return isMajority(most(tally[side], largest), least(others)) ? [tally, added] : [tally]
}
const isMajority = (own: number, others: number) => reaches(own, own + others, MAJORITY)

function withSilentPile(tally: Tally, side: Side): Tally {
  return { ...tally, [side]: together(tally[side], tally.silent), silent: EMPTY }
}

const least = (pile: Pile) => pile.floorArea
const most = (pile: Pile, largest: number) => pile.floorArea + pile.unknownUnits * largest

/** Each condition at its own worst: all of them always hold when none ever fails. */
function passesAlways(tally: Tally, matter: Matter, rule: VotingRule, largest: number): boolean {
  const threshold = thresholdOf(matter, rule)
  if (!passesByHeads(tally, matter, rule)) return false
  if (threshold === null) return true
  const cast = together(tally.yes, tally.no, tally.abstain)
  const others = together(tally.no, tally.abstain)
  return (
    reaches(least(cast), least(cast) + most(tally.silent, largest), rule.quorum) &&
    reaches(least(tally.yes), least(tally.yes) + most(others, largest), threshold)
  )
}

/**
 * Both conditions at once: those who said yes as large as can be, those who took no part as small, and of the rest just
 * so much that enough takes part, since each m² of it speaks against the agreement.
 */
function passesOnce(tally: Tally, matter: Matter, rule: VotingRule, largest: number): boolean {
  const threshold = thresholdOf(matter, rule)
  if (!passesByHeads(tally, matter, rule)) return false
  if (threshold === null) return true
  const others = together(tally.no, tally.abstain)
  const yes = most(tally.yes, largest)
  const absent = least(tally.silent)
  const extra = neededFor(rule.quorum, yes + least(others), absent)
  const cast = yes + least(others) + extra
  if (extra > others.unknownUnits * largest) return false
  return reaches(cast, cast + absent, rule.quorum) && reaches(yes, cast, threshold)
}

/** How much more must take part, so that `cast` of `cast + absent` is enough; whole 0.01 m², and small enough for a number. */
function neededFor({ numerator, denominator, inclusive }: VotingRule['quorum'], cast: number, absent: number): number {
  const per = BigInt(denominator - numerator)
  const lacking = BigInt(numerator) * BigInt(cast + absent) - BigInt(denominator) * BigInt(cast) + (inclusive ? 0n : 1n)
  if (lacking <= 0n) return 0
  return per <= 0n ? Number.MAX_SAFE_INTEGER : Number((lacking + per - 1n) / per)
}

function passesByHeads(tally: Tally, matter: Matter, rule: VotingRule): boolean {
  const cast = tally.yes.heads + tally.no.heads + tally.abstain.heads
  const all = cast + tally.silent.heads
  const threshold = thresholdOf(matter, rule)
  if (threshold === null) return all > 0 && tally.yes.heads === all
  return reaches(cast, all, rule.quorum) && reaches(tally.yes.heads, cast, threshold)
}
