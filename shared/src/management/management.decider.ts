/** The mode of a compound since when: each adoption ends the one before, so the history has no gap and no overlap. */
import { addDays, type Day, type Decider, unreachable } from '@changxin/shared/kernel'
import { reject } from './errors.ts'
import { type Ground, type Mode, ModeAdopted, type ModeEvent } from './events.ts'
import { modeWords } from './words.ts'

/** A mode may be recorded so far ahead: a year of notice is the longest that contracts ask for. */
export const MAX_DAYS_AHEAD = 366

export type ManagementCommand = {
  readonly type: 'AdoptMode'
  readonly adoptionId: string
  readonly compoundId: string
  readonly mode: Mode
  readonly since: Day
  readonly operatorId: string | null
  readonly ground: Ground
  readonly today: Day
}

/** What was not read counts as not there. */
export interface ManagementFacts {
  readonly operator?: { readonly kind: Mode } | null
}

export type Adoption = ModeEvent['data']
/** In order of `since`. */
export type ManagementState = readonly Adoption[]

export const managementDecider: Decider<ManagementCommand, ModeEvent, ManagementState, ManagementFacts | undefined> = {
  initial: [],
  evolve(state, event) {
    switch (event.type) {
      case 'ModeAdopted':
        return [...state, event.data]
      default:
        return unreachable(event.type)
    }
  },
  decide(command, state, facts) {
    const { adoptionId, compoundId, mode, since, operatorId, ground, today } = command
    const last = state.at(-1)
    if (last && last.since === since && last.mode === mode && last.operatorId === operatorId) return []
    if (last && since <= last.since) throw reject('mode-overlaps', { lastSince: last.since })
    const latest = addDays(today, MAX_DAYS_AHEAD)
    if (since > latest) throw reject('mode-too-far-ahead', { since, latest, limitDays: MAX_DAYS_AHEAD })
    checkOperator(mode, operatorId, facts)
    return [ModeAdopted({ adoptionId, compoundId, mode, since, operatorId, ground })]
  },
}

export function hasOperator(mode: Mode): boolean {
  return mode !== 'none' && mode !== 'unknown'
}

function checkOperator(mode: Mode, operatorId: string | null, facts: ManagementFacts | undefined): void {
  if (!hasOperator(mode)) {
    if (operatorId !== null) throw reject('operator-not-allowed')
    return
  }
  if (operatorId === null) throw reject('operator-required')
  if (!facts?.operator) throw reject('operator-unknown')
  const { kind } = facts.operator
  if (kind === mode) return
  const words = {
    kindZh: modeWords[kind].zh,
    kindEn: modeWords[kind].en,
    modeZh: modeWords[mode].zh,
    modeEn: modeWords[mode].en,
  }
  throw reject('operator-kind-mismatch', { kind, mode, ...words })
}
