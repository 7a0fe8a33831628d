export { type CountInput, countItems } from './count.ts'
export { countErrors } from './errors.ts'
export {
  type Electorate,
  electorateOf,
  OWNING,
  type RelationOnDay,
  type RollInput,
  rollOf,
  type UnitInScope,
} from './heads.ts'
export { type Figures, type Judged, judge } from './judge.ts'
export { type Contender, type Seated, seatsOf } from './seats.ts'
export { decisiveOf, type SumLine, sumLinesOf } from './sum-lines.ts'
export { type CountedBallot, lastValidBallots } from './tally.ts'
export { addSums, reaches, reachesBoth, type Sum } from './threshold.ts'
