/** Whether an item passes, from four sums: the same for ballots that were counted here and for counts of elsewhere. */
import type { Silence } from '../items.ts'
import { type Matter, tierOf } from '../matters.ts'
import type { Threshold, VotingRule } from '../voting-rule.ts'
import { addSums, NOBODY, reachesBoth, type Sum } from './threshold.ts'

/** What the sums are of: everybody on the roll is in one of them. */
export interface Figures {
  readonly yes: Sum
  readonly no: Sum
  readonly abstained: Sum
  /** Everybody else. */
  readonly absent: Sum
}
export type Side = 'yes' | 'no'

export interface Verdict {
  readonly quorum: boolean
  readonly passed: boolean
}
export interface Judged extends Verdict {
  readonly silentWith: Side | null
  readonly withoutSilent: Verdict | null
}

/** More than half of what was cast, abstentions being cast too. */
export const MAJORITY: Pick<Threshold, 'numerator' | 'denominator' | 'inclusive'> = {
  numerator: 1,
  denominator: 2,
  inclusive: false,
}

export const castOf = ({ yes, no, abstained }: Figures): Sum => addSums(addSums(yes, no), abstained)
export const electorateSumOf = (figures: Figures): Sum => addSums(castOf(figures), figures.absent)
export const thresholdOf = (matter: Matter, rule: Pick<VotingRule, 'ordinary' | 'special'>): Threshold | null => {
  const tier = tierOf(matter)
  return tier === 'unanimous' ? null : rule[tier]
}

/**
 * The verdict, and how it would be without those whom the rule of procedure adds. They go with the side that has more
 * than half of what was cast by floor area and by heads; where it is not the same side in both, with none. Where all
 * have to agree (Civil Code art. 279) silence is never consent.
 */
export function judge(figures: Figures, matter: Matter, rule: VotingRule, silence: Silence): Judged {
  const plain = verdictOf(figures, matter, rule)
  const silentWith = silence === 'with-majority' && tierOf(matter) !== 'unanimous' ? majorityOf(figures) : null
  if (silentWith === null || figures.absent.heads === 0) return { ...plain, silentWith: null, withoutSilent: null }
  const { quorum, passed } = verdictOf(withSilent(figures, silentWith), matter, rule)
  return { quorum, passed, silentWith, withoutSilent: plain }
}

export function withSilent(figures: Figures, side: Side): Figures {
  return { ...figures, [side]: addSums(figures[side], figures.absent), absent: NOBODY }
}

function majorityOf(figures: Figures): Side | null {
  const cast = castOf(figures)
  if (reachesBoth(figures.yes, cast, MAJORITY)) return 'yes'
  return reachesBoth(figures.no, cast, MAJORITY) ? 'no' : null
}

/** Civil Code art. 278 ¶2: enough take part, and of these enough agree; art. 279: everybody concerned agrees. */
function verdictOf(figures: Figures, matter: Matter, rule: VotingRule): Verdict {
  const all = electorateSumOf(figures)
  const threshold = thresholdOf(matter, rule)
  if (threshold === null) return { quorum: true, passed: all.heads > 0 && figures.yes.heads === all.heads }
  const cast = castOf(figures)
  const quorum = reachesBoth(cast, all, rule.quorum)
  return { quorum, passed: quorum && reachesBoth(figures.yes, cast, threshold) }
}
