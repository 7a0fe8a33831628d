/** Reads of decisions that were taken outside. */
import {
  addMonths,
  checkRefusal,
  type ExternalRow,
  type ExternalState,
  type ExternalStatus,
  type ExternalView,
  type externalApi,
  externalErrors,
} from '@changxin/shared/decisions'
import { type Rejected, sentenceOf } from '@changxin/shared/kernel'
import type { z } from 'zod'
import type { Language, QueryContext } from '../../feature.ts'
import { nameOf } from '../../people/index.ts'
import { compoundName } from '../../places/index.ts'
import { CURRENT } from '../../views/intervals.ts'
import { allOf, type KeysetOrder, keysetPage } from '../../views/keyset.ts'
import type { Read } from '../../views/views.ts'
import { scopeLabelOf } from '../decision.list.queries.ts'
import { itemViewOf } from '../decision.view.queries.ts'
import { effectsIn } from '../effects/effects.process.ts'

interface Row {
  readonly status: ExternalStatus
  readonly recorded_at: string
  readonly checked_at: string | null
  readonly sample: number
  readonly revision: number
  readonly state: string
}
const SELECT = 'x.status, x.recorded_at, x.checked_at, x.sample, x.revision, x.state'
const FROM = 'decisions_external_decision x'
const NEWEST_FIRST: KeysetOrder = { name: 'newest', descending: true, keys: [{ sql: 'x.sort', type: 'text' }] }

const stateOf = ({ state }: Pick<Row, 'state'>) => JSON.parse(state) as ExternalState

export function listExternal({ read, at, scope }: QueryContext, input: z.output<(typeof externalApi.list)['input']>) {
  const { compoundId, status, limit, cursor } = input
  const { rows, next } = keysetPage<Row>(read, {
    select: SELECT,
    from: FROM,
    where: allOf(
      { sql: at.where('x'), params: [] },
      scope.where('x.compound_id'),
      compoundId === undefined ? undefined : { sql: 'x.compound_id = ?', params: [compoundId] },
      status === undefined ? undefined : { sql: 'x.status = ?', params: [status] },
    ),
    order: NEWEST_FIRST,
    limit,
    cursor,
  })
  return { items: rows.map((row) => rowOf(read, row)), ...(next ? { next } : {}) }
}

function rowOf(read: Read, row: Row): ExternalRow {
  const { decisionId, compoundId, title, means, platform, decidedOn, counts } = stateOf(row)
  return {
    ...{ id: decisionId, compoundId, title, means, platform, decidedOn },
    compoundName: compoundName(read, compoundId),
    status: row.status,
    items: counts.length,
    passedItems: counts.filter(({ passed, chosen }) => passed && chosen).length,
    sample: row.sample === 1,
  }
}

export function viewExternal(context: QueryContext, decisionId: string): ExternalView | null {
  const { read, at } = context
  const row = read.get<Row>(`SELECT ${SELECT} FROM ${FROM} WHERE x.decision_id = ? AND ${at.where('x')}`, decisionId)
  if (!row) return null
  const state = stateOf(row)
  const { compoundId, scope, items, counts, groups, rule, procedure, files, stamp, check, recordedBy } = state
  const person = (id: string) => ({ id, name: nameOf(read, id) })
  return {
    ...rowOf(read, row),
    ...{ revision: row.revision, scope, groups, rule, procedure, files, stamp },
    scopeLabel: scopeLabelOf(read, compoundId, scope),
    itemList: items.flatMap((item) => {
      const count = counts.find(({ itemId }) => itemId === item.itemId)
      return count ? { ...itemViewOf(read, item, rule), count } : []
    }),
    recordedBy: person(recordedBy),
    recordedAt: row.recorded_at,
    check: check && {
      ...{ outcome: check.outcome, note: check.note, by: person(check.by) },
      at: row.checked_at ?? row.recorded_at,
    },
    challengeableUntil: addMonths(state.decidedOn, rule.lengths.challengeMonths.value),
    checking: checkingOf(context, state),
    effects: effectsIn(read, decisionId).map((effect) => ({
      ...{ itemId: effect.item_id, type: effect.type, occurredAt: effect.done_at },
    })),
  }
}

function checkingOf({ principal, may, language }: QueryContext, state: ExternalState): ExternalView['checking'] {
  if (!principal || !may('decisions.check-external', { compoundId: state.compoundId })) return null
  const refusal = checkRefusal(state, principal.personId)
  return { possible: refusal === null, reason: refusal && sentenceFor(refusal, language) }
}

function sentenceFor({ code, params }: Rejected, language: Language): string {
  const entry = externalErrors.entries[code]
  if (!entry) throw new TypeError(`${code} is no refusal of an external decision`)
  return sentenceOf(entry, language, params)
}

export function subjectOfExternal(read: Read, decisionId: string): { readonly compoundId: string } | null {
  const row = read.get<{ compound_id: string }>(
    `SELECT compound_id FROM decisions_external_decision WHERE decision_id = ? AND to_position = '${CURRENT}'`,
    decisionId,
  )
  return row ? { compoundId: row.compound_id } : null
}
