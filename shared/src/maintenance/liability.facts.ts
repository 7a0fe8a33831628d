/** What a decision about liability is made from, and what follows from it for the broken thing and its warranty. */
import type { Day, Id } from '@changxin/shared/kernel'
import type { Mode } from '@changxin/shared/management'
import type { CommonPartRow } from '@changxin/shared/places'
import type { Category, RequestPlace } from './events.ts'
import type { DecidedFrom, LiabilityDecided, StatedFact } from './liability.events.ts'
import { type Thing, thingOf } from './liability.thing.ts'
import { type Warranty, warrantyOf } from './liability.warranty.ts'

export type DecidedData = ReturnType<typeof LiabilityDecided>['data']

/** What tells whose it is; all of it may be shown to whoever sees the request. */
export interface KnownFacts {
  /** On which it is decided: modes and warranties are those of this day. */
  readonly day: Day
  readonly place: RequestPlace['kind']
  readonly category: Category
  /** The common part that the request names, or the only registered one that it can be about. */
  readonly part: Pick<CommonPartRow, 'partId' | 'kind' | 'acceptedOn' | 'warrantyUntil'> | null
  /** How many registered parts it can be about; 1 with a part, 0 or several without. */
  readonly candidates: number
  readonly mode: Mode
  readonly operatorId: Id | null
  readonly fundOpen: boolean
}
export interface LiabilityFacts extends KnownFacts {
  /** In the reporter's words: what a use of the fund would be for, unless a note says it better. */
  readonly text: string
}
export interface Case {
  readonly facts: KnownFacts
  readonly thing: Thing
  readonly warranty: Warranty
  readonly isDamaged: boolean
}

export function caseOf(facts: KnownFacts, stated: readonly StatedFact[]): Case {
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
export const isManaged = ({ mode }: Pick<KnownFacts, 'mode'>) => mode !== 'none' && mode !== 'unknown'

/** What the decision, or a suggestion, rests on. */
export function decidedFrom(facts: KnownFacts, stated: readonly StatedFact[] = []): DecidedFrom {
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
