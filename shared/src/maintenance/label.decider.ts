/** A label: issued for a place with its code, used by reports, withdrawn for good. `[]` = already so. */
import { type Decider, type Id, unreachable } from '@changxin/shared/kernel'
import { labelErrors } from './label.errors.ts'
import { type LabelEvent, LabelIssued, type LabelPlace, LabelUsed, LabelWithdrawn } from './label.events.ts'

const { reject } = labelErrors

export type LabelCommand =
  | {
      readonly type: 'IssueLabel'
      readonly labelId: Id
      readonly compoundId: Id
      readonly place: LabelPlace
      /** Drawn by the server: a decider makes no chance. */
      readonly code: string
    }
  | { readonly type: 'WithdrawLabel'; readonly reason: string }
  | { readonly type: 'UseLabel'; readonly requestId: Id; readonly followUpHash: string }

export interface LabelFacts {
  /** Registered in the compound, as its own stream says. */
  readonly placeExists: boolean
}

export type LabelState = {
  readonly labelId: Id
  readonly compoundId: Id
  readonly place: LabelPlace
  readonly code: string
  readonly withdrawn: boolean
  /** Requests that came in by it. */
  readonly requestIds: ReadonlySet<Id>
} | null

export const labelDecider: Decider<LabelCommand, LabelEvent, LabelState, LabelFacts | undefined> = {
  initial: null,
  evolve(state, event) {
    switch (event.type) {
      case 'LabelIssued':
        return { ...event.data, withdrawn: false, requestIds: new Set() }
      case 'LabelWithdrawn':
        return state && { ...state, withdrawn: true }
      case 'LabelUsed':
        return state && { ...state, requestIds: new Set(state.requestIds).add(event.data.requestId) }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    if (command.type === 'IssueLabel') {
      if (state) return []
      if (!facts?.placeExists) throw reject('label-place-unknown', { field: 'places', placeId: command.place.id })
      const { labelId, compoundId, place, code } = command
      return [LabelIssued({ labelId, compoundId, place, code })]
    }
    if (!state) throw reject('label-unknown')
    const { labelId, compoundId } = state
    switch (command.type) {
      case 'WithdrawLabel':
        return state.withdrawn ? [] : [LabelWithdrawn({ labelId, compoundId, reason: command.reason })]
      case 'UseLabel': {
        const { requestId, followUpHash } = command
        // The request stands already: a label that was withdrawn meanwhile must not leave it without its follow-up page.
        return state.requestIds.has(requestId) ? [] : [LabelUsed({ labelId, compoundId, requestId, followUpHash })]
      }
      default:
        return unreachable(command)
    }
  },
}
