/** What a decision about liability is made from, and what follows from it for the broken thing and its warranty. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { CommonPartRow } from '@changxin/shared/places'
import type { Category, RequestPlace } from './events.ts'
import type { DecidedFrom, LiabilityDecided, StatedFact } from './liability.events.ts'
import { type Thing, thingOf } from './liability.thing.ts'
import { type Warranty, warrantyOf } from './liability.warranty.ts'

export type DecidedData = ReturnType<typeof LiabilityDecided>['data']

export interface LiabilityFacts {
  /** On which it is decided: modes and warranties are those of this day. */
  readonly day: Day
  readonly place: RequestPlace['kind']
  readonly category: Category
  /** In the reporter's words: what a use of the fund would be for, unless a note says it better. */
  readonly text: string
  /** The common part that the request names, or the only registered one that it can be about. */
  readonly part: Pick<CommonPartRow, 'partId' | 'kind' | 'acceptedOn' | 'warrantyUntil'> | null
  /** How many registered parts it can be about; 1 with a part, 0 or several without. */
  readonly candidates: number
  readonly mode: Mode
  readonly operatorId: Id | null
  readonly fundOpen: boolean
  /** What was decided before, to tell a change from a repeat; null where nothing was, or where it is not known. */
  readonly decided: DecidedData | null
}
export interface Case {
  readonly facts: LiabilityFacts
  readonly thing: Thing
  readonly warranty: Warranty
  readonly isDamaged: boolean
}

export function caseOf(facts: LiabilityFacts, stated: readonly StatedFact[]): Case {
  const { place, category, part, day } = facts
  const registered = warrantyOf(part, day)
  // What the register knows is not overruled by a statement.
  const isSaidOver = registered.state === 'unknown' && stated.includes('warranty-over')
  return {
    facts,
    thing: thingOf({ place, category, partKind: part?.kind ?? null, stated }),
    warranty: isSaidOver ? { state: 'over', until: null } : registered,
    isDamaged: stated.includes('damaged'),
  }
}

/** Somebody looks after the compound, and it is known who. */
export const isManaged = ({ mode }: Pick<LiabilityFacts, 'mode'>) => mode !== 'none' && mode !== 'unknown'

/** What the decision, or a suggestion, rests on. */
export function decidedFrom(facts: LiabilityFacts, stated: readonly StatedFact[] = []): DecidedFrom {
  const { day, part, mode, operatorId, fundOpen } = facts
  const { warranty } = caseOf(facts, stated)
  return {
    day,
    partId: part?.partId ?? null,
    partKind: part?.kind ?? null,
    acceptedOn: part?.acceptedOn ?? null,
    warranty: warranty.state,
    warrantyUntil: warranty.until,
    mode,
    operatorId,
    fundOpen,
    stated: [...stated],
  }
}
