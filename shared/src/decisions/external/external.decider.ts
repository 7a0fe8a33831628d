/**
 * A decision that was taken outside: recorded from its papers by one person, checked against them by another, never the
 * same. Only then it stands, to equal effect. One stream each: `externaldecision-<id>`.
 */
import {
  type Day,
  type Decider,
  type EventMetadata,
  type EventOf,
  type Id,
  type Rejected,
  unreachable,
} from '@changxin/shared/kernel'
import type { z } from 'zod'
import { requireItems } from '../decision.propose.ts'
import {
  ExternalDecisionChecked,
  ExternalDecisionRecorded,
  type externalDecisionEvents,
  type Procedure,
} from '../events.ts'
import type { VotingRule } from '../voting-rule.ts'
import { reject } from './errors.ts'
import { countsOf, requireSheet, type SheetFigures } from './figures.ts'

type Recorded = z.output<typeof ExternalDecisionRecorded.schema>
type Checked = z.output<typeof ExternalDecisionChecked.schema>
export type ExternalEvent = EventOf<typeof externalDecisionEvents>

export interface RecordExternal extends Omit<Recorded, 'rule' | 'procedure' | 'counts'> {
  readonly type: 'RecordExternal'
  readonly counts: readonly SheetFigures[]
  readonly today: Day
}
export interface CheckExternal extends Checked {
  readonly type: 'CheckExternal'
  readonly by: Id
}
export type ExternalCommand = RecordExternal | CheckExternal

/** For recording alone. */
export interface ExternalFacts {
  /** In force in the compound on the day it was decided. */
  readonly rule: VotingRule | null
  readonly procedure: Procedure | null
  /** Another record of the compound that rests on one of the same files, and was not found to differ. */
  readonly alike: { readonly title: string } | null
}

export interface ExternalState extends Recorded {
  readonly recordedBy: Id
  readonly check: (Omit<Checked, 'decisionId'> & { readonly by: Id }) | null
}
/** Who did it is read from the metadata, which is the only place where it is kept. */
export type ActedExternalEvent = ExternalEvent & { readonly metadata?: Pick<EventMetadata, 'actor'> }

export type ExternalStatus = 'recorded' | 'agreed' | 'differs'
export const externalStatusOf = ({ check }: Pick<ExternalState, 'check'>): ExternalStatus =>
  check?.outcome ?? 'recorded'

export const externalDecider: Decider<ExternalCommand, ExternalEvent, ExternalState | null, ExternalFacts | undefined> =
  {
    initial: null,
    evolve(state, event: ActedExternalEvent) {
      const by = event.metadata?.actor ?? ''
      switch (event.type) {
        case 'ExternalDecisionRecorded':
          return { ...event.data, recordedBy: by, check: null }
        case 'ExternalDecisionChecked': {
          const { outcome, note } = event.data
          return state && { ...state, check: { outcome, note, by } }
        }
        default:
          return unreachable(event)
      }
    },
    decide(command, state, facts) {
      switch (command.type) {
        case 'RecordExternal':
          return state ? [] : record(command, facts)
        case 'CheckExternal':
          return check(command, state)
        default:
          return unreachable(command)
      }
    },
  }

function record(command: RecordExternal, facts: ExternalFacts | undefined): readonly ExternalEvent[] {
  const { type: _, today, counts: sheets, ...data } = command
  const { decidedOn, items, groups, scope, means, platform } = data
  if (decidedOn > today) throw reject('external-day-ahead', { field: 'decidedOn', decidedOn, today })
  if (means === 'city-platform' && platform === null) throw reject('external-platform-missing', { field: 'platform' })
  if (facts?.alike) throw reject('external-recorded-already', { field: 'files', title: facts.alike.title })
  if (!facts?.rule) throw reject('external-no-rule', { field: 'decidedOn', day: decidedOn })
  const { rule, procedure } = facts
  requireItems(items, groups, scope)
  requireSheets(command)
  const counts = countsOf(sheets, { items, groups, rule, procedure })
  for (const count of counts) {
    const isThrough = count.passed && count.chosen
    const at = sheets.findIndex(({ itemId }) => itemId === count.itemId)
    if (sheets[at]?.stated === isThrough) continue
    const words = isThrough
      ? { outcomeZh: '通过', outcomeEn: 'passed' }
      : { outcomeZh: '不通过', outcomeEn: 'not passed' }
    throw reject('external-outcome-differs', { field: `counts[${at}].stated`, item: at + 1, day: decidedOn, ...words })
  }
  return [ExternalDecisionRecorded({ ...data, rule, procedure, counts })]
}

/** One sheet for each item, whole in itself, and the same owners for all. */
function requireSheets({ items, counts }: RecordExternal): void {
  const asked = new Set(items.map(({ itemId }) => itemId))
  const given = new Set(counts.map(({ itemId }) => itemId))
  if (counts.length !== items.length || given.size !== asked.size || [...asked].some((id) => !given.has(id))) {
    throw reject('external-counts-missing', { field: 'counts' })
  }
  counts.forEach((sheet, at) => {
    requireSheet(sheet, at)
    const [first] = counts
    const { floorArea, heads } = sheet.electorate
    if (first && (first.electorate.floorArea !== floorArea || first.electorate.heads !== heads)) {
      throw reject('external-electorate-differs', { field: `counts[${at}].electorate.heads`, item: at + 1 })
    }
  })
}

/** Why this person cannot check it; null when they can. */
export function checkRefusal({ check: before, recordedBy }: ExternalState, by: Id): Rejected | null {
  if (before) return reject('external-checked-already')
  return recordedBy === by ? reject('external-check-own') : null
}

function check(
  { decisionId, outcome, note, by }: CheckExternal,
  state: ExternalState | null,
): readonly ExternalEvent[] {
  if (!state) throw reject('external-unknown')
  const { check: before } = state
  if (before && before.by === by && before.outcome === outcome && before.note === note) return []
  const refusal = checkRefusal(state, by)
  if (refusal) throw refusal
  if (outcome === 'differs' && note === null) throw reject('external-note-missing', { field: 'note' })
  return [ExternalDecisionChecked({ decisionId, outcome, note })]
}
